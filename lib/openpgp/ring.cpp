#include "openpgp/ring.h"

#include "base/text.h"
#include "openpgp/refusal.h"
#include "openpgp/rnp.h"

namespace openpgp {

namespace {

/// A librnp key ring that holds just this key.
class Ring {
 public:
  explicit Ring(std::string_view bytes) {
    const auto& rnp = Rnp::library();
    Input input;
    Iterator fingerprints;
    const char* first = nullptr;
    const bool found =
        ok(rnp.ffi_create(ffi_.out(), "GPG", "GPG")) && open(input, bytes) &&
        ok(rnp.load_keys(ffi_.get(), "GPG", input.get(), RNP_LOAD_SAVE_PUBLIC_KEYS)) &&
        ok(rnp.identifier_iterator_create(ffi_.get(), fingerprints.out(), "fingerprint")) &&
        ok(rnp.identifier_iterator_next(fingerprints.get(), &first)) && first != nullptr &&
        ok(rnp.locate_key(ffi_.get(), "fingerprint", first, key_.out())) && key_.get() != nullptr;
    if (!found) refuse(kMalformed);
  }

  rnp_ffi_t ffi() const { return ffi_.get(); }
  rnp_key_handle_t key() const { return key_.get(); }

 private:
  Ffi ffi_;
  Key key_;
};

std::string fingerprint_of(const Ring& ring) {
  Text text;
  if (!ok(Rnp::library().key_get_fprint(ring.key(), text.out()))) return {};
  return text.get();
}

struct Named {
  std::string text;
  bool primary = false;
};

/// Text that is not UTF-8 is taken to be ISO 8859-1, which user ids had before.
std::string in_utf8(const std::string& text) {
  if (base::is_utf8(text)) return text;
  std::string converted;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      converted += c;
    } else {
      converted += static_cast<char>(0xc0 | byte >> 6);
      converted += static_cast<char>(0x80 | (byte & 0x3f));
    }
  }
  return converted;
}

/// The user id at an index; nothing when its signature is not valid.
std::optional<Named> user_id_at(const Ring& ring, std::size_t index) {
  const auto& rnp = Rnp::library();
  UserId handle;
  Text text;
  bool valid = false;
  Named named;
  const bool read = ok(rnp.key_get_uid_handle_at(ring.key(), index, handle.out())) &&
                    ok(rnp.uid_is_valid(handle.get(), &valid)) &&
                    ok(rnp.uid_is_primary(handle.get(), &named.primary)) &&
                    ok(rnp.key_get_uid_at(ring.key(), index, text.out()));
  named.text = in_utf8(text.get());
  if (!read || !valid || named.text.empty()) return std::nullopt;
  return named;
}

std::vector<std::string> user_ids_of(const Ring& ring) {
  std::size_t count = 0;
  if (!ok(Rnp::library().key_get_uid_count(ring.key(), &count))) count = 0;
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < count; ++i) {
    auto named = user_id_at(ring, i);
    if (!named) continue;
    ids.insert(named->primary ? ids.begin() : ids.end(), std::move(named->text));
  }
  return ids;
}

/// The encrypted text; nothing when the key cannot be encrypted to.
std::optional<std::string> encrypted(const Ring& ring, std::string_view text) {
  const auto& rnp = Rnp::library();
  Input input;
  Output output;
  Encryption operation;
  const bool done =
      open(input, text) && ok(rnp.output_to_memory(output.out(), std::size_t{0})) &&
      ok(rnp.op_encrypt_create(operation.out(), ring.ffi(), input.get(), output.get())) &&
      ok(rnp.op_encrypt_add_recipient(operation.get(), ring.key())) &&
      ok(rnp.op_encrypt_set_armor(operation.get(), true)) &&
      ok(rnp.op_encrypt_set_aead(operation.get(), "None")) &&  // which gpg 2.2 cannot read
      ok(rnp.op_encrypt_execute(operation.get()));
  if (!done) return std::nullopt;
  return written(output);
}

}  // namespace

Known known_of(std::string_view certificate) {
  const Ring ring(certificate);
  return {.fingerprint = fingerprint_of(ring),
          .user_ids = user_ids_of(ring),
          .expires_at = usable_until(ring.key())};
}

std::optional<Obstacle> obstacle_in(std::string_view certificate) {
  return obstacle_of(Ring(certificate).key());
}

std::optional<std::string> encrypted_to(std::string_view certificate, std::string_view text) {
  return encrypted(Ring(certificate), text);
}

}  // namespace openpgp
