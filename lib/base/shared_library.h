#pragma once

namespace base {

/// A shared library that is loaded at run time, so that it costs nothing in the many processes that
/// do not need it. It stays loaded until the process ends, because others may hold addresses in it.
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

  /// `file` is the library's soname; `refusal` is the public text about what cannot be done without
  /// it; it may be empty. Throws base::Error (unavailable) with that text, and the loader's reason
  /// as private detail, when the library cannot be loaded.
  SharedLibrary(const char* file, const char* refusal);

  /// The function of that name. Throws likewise when it is not there.
  Address operator[](const char* function) const;

 private:
  [[noreturn]] void refuse() const;

  const char* refusal_;
  void* library_;
};

}  // namespace base
