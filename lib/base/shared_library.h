#pragma once

namespace base {

/// A shared library that is loaded at run time: what few processes need costs the others nothing.
/// It stays loaded to the end of the process, as others may have taken addresses of it.
class SharedLibrary {
 public:
  /// The address of a function, for a pointer of the type that the library's header declares.
  class Address {
   public:
    explicit Address(void* address) : address_(address) {}
    template <typename Function>
    operator Function*() const {
      return reinterpret_cast<Function*>(address_);
    }

   private:
    void* address_;
  };

  /// `file` is the library's soname; `refusal` says what cannot be done without it, in public; it
  /// may be empty. Throws base::Error (unavailable) with that and, in private, the loader's reason,
  /// when it cannot be loaded.
  SharedLibrary(const char* file, const char* refusal);

  /// The function of that name. Throws likewise when it is not there.
  Address operator[](const char* function) const;

 private:
  [[noreturn]] void refuse() const;

  const char* refusal_;
  void* library_;
};

}  // namespace base
