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

/// The user id at an index; nothing when its signature is not valid, or when it is not text.
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
  named.text = text.get();
  if (!read || !valid || named.text.empty() || !base::is_utf8(named.text)) return std::nullopt;
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

std::optional<base::Time> expiry_of(const Ring& ring) {
  constexpr std::uint32_t never = UINT32_MAX;
  std::uint32_t until = never;
  if (!ok(Rnp::library().key_valid_till(ring.key(), &until)) || until == never) return std::nullopt;
  return base::Time(std::chrono::seconds(until));
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
          .expires_at = expiry_of(ring)};
}

std::optional<std::string> encrypted_to(std::string_view certificate, std::string_view text) {
  return encrypted(Ring(certificate), text);
}

}  // namespace openpgp
