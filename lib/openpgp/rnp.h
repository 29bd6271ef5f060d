#pragma once

#include <rnp/rnp.h>
#include <rnp/rnp_err.h>

#include <string>
#include <string_view>

#include "base/shared_library.h"

/// librnp, loaded at run time. For the .cpp files of this folder only.
namespace openpgp {

/// The functions of librnp, by their names without "rnp_".
struct Rnp {
  base::SharedLibrary file{"librnp.so.0", ""};  // a client learns no more than "unavailable"
  decltype(&rnp_buffer_destroy) buffer_destroy = file["rnp_buffer_destroy"];
  decltype(&rnp_ffi_create) ffi_create = file["rnp_ffi_create"];
  decltype(&rnp_ffi_destroy) ffi_destroy = file["rnp_ffi_destroy"];
  decltype(&rnp_identifier_iterator_create) identifier_iterator_create =
      file["rnp_identifier_iterator_create"];
  decltype(&rnp_identifier_iterator_destroy) identifier_iterator_destroy =
      file["rnp_identifier_iterator_destroy"];
  decltype(&rnp_identifier_iterator_next) identifier_iterator_next =
      file["rnp_identifier_iterator_next"];
  decltype(&rnp_input_destroy) input_destroy = file["rnp_input_destroy"];
  decltype(&rnp_input_from_memory) input_from_memory = file["rnp_input_from_memory"];
  decltype(&rnp_key_allows_usage) key_allows_usage = file["rnp_key_allows_usage"];
  decltype(&rnp_key_get_creation) key_get_creation = file["rnp_key_get_creation"];
  decltype(&rnp_key_get_expiration) key_get_expiration = file["rnp_key_get_expiration"];
  decltype(&rnp_key_get_fprint) key_get_fprint = file["rnp_key_get_fprint"];
  decltype(&rnp_key_get_keyid) key_get_keyid = file["rnp_key_get_keyid"];
  decltype(&rnp_key_get_revocation_signature) key_get_revocation_signature =
      file["rnp_key_get_revocation_signature"];
  decltype(&rnp_key_get_signature_at) key_get_signature_at = file["rnp_key_get_signature_at"];
  decltype(&rnp_key_get_signature_count) key_get_signature_count =
      file["rnp_key_get_signature_count"];
  decltype(&rnp_key_get_subkey_at) key_get_subkey_at = file["rnp_key_get_subkey_at"];
  decltype(&rnp_key_get_subkey_count) key_get_subkey_count = file["rnp_key_get_subkey_count"];
  decltype(&rnp_key_get_uid_at) key_get_uid_at = file["rnp_key_get_uid_at"];
  decltype(&rnp_key_get_uid_count) key_get_uid_count = file["rnp_key_get_uid_count"];
  decltype(&rnp_key_get_uid_handle_at) key_get_uid_handle_at = file["rnp_key_get_uid_handle_at"];
  decltype(&rnp_key_handle_destroy) key_handle_destroy = file["rnp_key_handle_destroy"];
  decltype(&rnp_key_is_expired) key_is_expired = file["rnp_key_is_expired"];
  decltype(&rnp_key_is_revoked) key_is_revoked = file["rnp_key_is_revoked"];
  decltype(&rnp_key_is_valid) key_is_valid = file["rnp_key_is_valid"];
  decltype(&rnp_key_valid_till) key_valid_till = file["rnp_key_valid_till"];
  decltype(&rnp_load_keys) load_keys = file["rnp_load_keys"];
  decltype(&rnp_locate_key) locate_key = file["rnp_locate_key"];
  decltype(&rnp_op_encrypt_add_recipient) op_encrypt_add_recipient =
      file["rnp_op_encrypt_add_recipient"];
  decltype(&rnp_op_encrypt_create) op_encrypt_create = file["rnp_op_encrypt_create"];
  decltype(&rnp_op_encrypt_destroy) op_encrypt_destroy = file["rnp_op_encrypt_destroy"];
  decltype(&rnp_op_encrypt_execute) op_encrypt_execute = file["rnp_op_encrypt_execute"];
  decltype(&rnp_op_encrypt_set_aead) op_encrypt_set_aead = file["rnp_op_encrypt_set_aead"];
  decltype(&rnp_op_encrypt_set_armor) op_encrypt_set_armor = file["rnp_op_encrypt_set_armor"];
  decltype(&rnp_output_destroy) output_destroy = file["rnp_output_destroy"];
  decltype(&rnp_output_memory_get_buf) output_memory_get_buf = file["rnp_output_memory_get_buf"];
  decltype(&rnp_output_to_memory) output_to_memory = file["rnp_output_to_memory"];
  decltype(&rnp_signature_get_creation) signature_get_creation = file["rnp_signature_get_creation"];
  decltype(&rnp_signature_get_hash_alg) signature_get_hash_alg = file["rnp_signature_get_hash_alg"];
  decltype(&rnp_signature_get_keyid) signature_get_keyid = file["rnp_signature_get_keyid"];
  decltype(&rnp_signature_handle_destroy) signature_handle_destroy =
      file["rnp_signature_handle_destroy"];
  decltype(&rnp_uid_get_signature_at) uid_get_signature_at = file["rnp_uid_get_signature_at"];
  decltype(&rnp_uid_get_signature_count) uid_get_signature_count =
      file["rnp_uid_get_signature_count"];
  decltype(&rnp_uid_handle_destroy) uid_handle_destroy = file["rnp_uid_handle_destroy"];
  decltype(&rnp_uid_is_primary) uid_is_primary = file["rnp_uid_is_primary"];
  decltype(&rnp_uid_is_valid) uid_is_valid = file["rnp_uid_is_valid"];

  /// Loaded at the first call. Throws base::Error (unavailable) when that cannot be done.
  static const Rnp& library();
};

/// Owns a handle of the library and releases it when destroyed.
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
using Signature = Owned<rnp_signature_handle_t, &Rnp::signature_handle_destroy>;
using UserId = Owned<rnp_uid_handle_t, &Rnp::uid_handle_destroy>;
using Iterator = Owned<rnp_identifier_iterator_t, &Rnp::identifier_iterator_destroy>;
using Encryption = Owned<rnp_op_encrypt_t, &Rnp::op_encrypt_destroy>;

/// Owns a text that the library allocated.
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

/// Whether the library succeeded.
[[nodiscard]] inline bool ok(rnp_result_t result) { return result == RNP_SUCCESS; }

/// Must not be called with an empty text, which the library would free twice.
[[nodiscard]] bool open(Input& input, std::string_view text);

/// The text that was written to an output in memory.
std::string written(const Output& output);

}  // namespace openpgp
