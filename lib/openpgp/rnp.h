#pragma once

#include <rnp/rnp.h>
#include <rnp/rnp_err.h>

#include <string>
#include <string_view>

/// librnp, loaded at run time. For the .cpp files of this folder only.
namespace openpgp {

/// The address of one of its functions. Throws base::Error (unavailable) when the library or the
/// function is not there.
void* symbol(const char* name);

/// One of its functions, with the signature that its header declares.
template <typename Signature>
class Function {
 public:
  explicit Function(const char* name) : address_(reinterpret_cast<Signature*>(symbol(name))) {}

  template <typename... Arguments>
  auto operator()(Arguments... arguments) const {
    return address_(arguments...);
  }

 private:
  Signature* address_;
};

/// Its functions by their names without "rnp_".
struct Rnp {
  Function<decltype(rnp_buffer_destroy)> buffer_destroy{"rnp_buffer_destroy"};
  Function<decltype(rnp_dearmor)> dearmor{"rnp_dearmor"};
  Function<decltype(rnp_ffi_create)> ffi_create{"rnp_ffi_create"};
  Function<decltype(rnp_ffi_destroy)> ffi_destroy{"rnp_ffi_destroy"};
  Function<decltype(rnp_identifier_iterator_create)> identifier_iterator_create{
      "rnp_identifier_iterator_create"};
  Function<decltype(rnp_identifier_iterator_destroy)> identifier_iterator_destroy{
      "rnp_identifier_iterator_destroy"};
  Function<decltype(rnp_identifier_iterator_next)> identifier_iterator_next{
      "rnp_identifier_iterator_next"};
  Function<decltype(rnp_input_destroy)> input_destroy{"rnp_input_destroy"};
  Function<decltype(rnp_input_from_memory)> input_from_memory{"rnp_input_from_memory"};
  Function<decltype(rnp_key_get_fprint)> key_get_fprint{"rnp_key_get_fprint"};
  Function<decltype(rnp_key_get_uid_at)> key_get_uid_at{"rnp_key_get_uid_at"};
  Function<decltype(rnp_key_get_uid_count)> key_get_uid_count{"rnp_key_get_uid_count"};
  Function<decltype(rnp_key_get_uid_handle_at)> key_get_uid_handle_at{"rnp_key_get_uid_handle_at"};
  Function<decltype(rnp_key_handle_destroy)> key_handle_destroy{"rnp_key_handle_destroy"};
  Function<decltype(rnp_key_valid_till)> key_valid_till{"rnp_key_valid_till"};
  Function<decltype(rnp_load_keys)> load_keys{"rnp_load_keys"};
  Function<decltype(rnp_locate_key)> locate_key{"rnp_locate_key"};
  Function<decltype(rnp_op_encrypt_add_recipient)> op_encrypt_add_recipient{
      "rnp_op_encrypt_add_recipient"};
  Function<decltype(rnp_op_encrypt_create)> op_encrypt_create{"rnp_op_encrypt_create"};
  Function<decltype(rnp_op_encrypt_destroy)> op_encrypt_destroy{"rnp_op_encrypt_destroy"};
  Function<decltype(rnp_op_encrypt_execute)> op_encrypt_execute{"rnp_op_encrypt_execute"};
  Function<decltype(rnp_op_encrypt_set_aead)> op_encrypt_set_aead{"rnp_op_encrypt_set_aead"};
  Function<decltype(rnp_op_encrypt_set_armor)> op_encrypt_set_armor{"rnp_op_encrypt_set_armor"};
  Function<decltype(rnp_output_destroy)> output_destroy{"rnp_output_destroy"};
  Function<decltype(rnp_output_memory_get_buf)> output_memory_get_buf{"rnp_output_memory_get_buf"};
  Function<decltype(rnp_output_to_memory)> output_to_memory{"rnp_output_to_memory"};
  Function<decltype(rnp_uid_handle_destroy)> uid_handle_destroy{"rnp_uid_handle_destroy"};
  Function<decltype(rnp_uid_is_primary)> uid_is_primary{"rnp_uid_is_primary"};
  Function<decltype(rnp_uid_is_valid)> uid_is_valid{"rnp_uid_is_valid"};

  /// Loaded once. Throws as symbol() does.
  static const Rnp& library();
};

/// A handle of the library that is given back at the end.
template <typename Handle, auto Release>
class Owned {
 public:
  Owned() = default;
  ~Owned() {
    if (handle_ != nullptr) (Rnp::library().*Release)(handle_);
  }
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  Handle get() const { return handle_; }
  Handle* out() { return &handle_; }

 private:
  Handle handle_ = nullptr;
};

using Ffi = Owned<rnp_ffi_t, &Rnp::ffi_destroy>;
using Input = Owned<rnp_input_t, &Rnp::input_destroy>;
using Output = Owned<rnp_output_t, &Rnp::output_destroy>;
using Key = Owned<rnp_key_handle_t, &Rnp::key_handle_destroy>;
using UserId = Owned<rnp_uid_handle_t, &Rnp::uid_handle_destroy>;
using Iterator = Owned<rnp_identifier_iterator_t, &Rnp::identifier_iterator_destroy>;
using Encryption = Owned<rnp_op_encrypt_t, &Rnp::op_encrypt_destroy>;

/// A text that the library gave away.
class Text {
 public:
  ~Text();
  Text() = default;
  Text(const Text&) = delete;
  Text& operator=(const Text&) = delete;
  char** out() { return &text_; }
  std::string get() const { return text_ == nullptr ? "" : text_; }

 private:
  char* text_ = nullptr;
};

/// Keeps the library from writing about hostile keys to standard error, which is our log: it does
/// so whatever it is told. Not for a process with other threads.
class Silence {
 public:
  Silence();
  ~Silence();
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  int kept_;
};

/// False for what the library refuses.
[[nodiscard]] inline bool ok(rnp_result_t result) { return result == RNP_SUCCESS; }

/// Not for an empty text: the library frees it twice.
[[nodiscard]] bool open(Input& input, std::string_view text);

/// What was written to an output in memory.
std::string written(const Output& output);

}  // namespace openpgp
