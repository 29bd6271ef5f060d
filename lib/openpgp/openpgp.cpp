#include "openpgp/openpgp.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "openpgp/packets.h"
#include "openpgp/rnp.h"

namespace openpgp {

namespace {

constexpr std::string_view kPrivateBlock = "-----BEGIN PGP PRIVATE KEY BLOCK-----";
constexpr std::string_view kBegin = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
constexpr std::string_view kEnd = "-----END PGP PUBLIC KEY BLOCK-----";

[[noreturn]] void refuse(const char* text) {
  throw base::Error(base::ErrorCode::invalid_argument, {text}).about("pgp-key");
}

[[noreturn]] void refuse_secret() {
  refuse(
      "We were unable to encrypt a test message with this key: it is a private key. Never give it "
      "to anybody; export the public one.");
}

/// Without carriage returns, and without blanks and empty lines around it.
std::string tidied(std::string_view text) {
  constexpr auto blank = " \t\r\n";
  const auto begin = std::min(text.find_first_not_of(blank), text.size());
  std::string clean(text.substr(begin, text.find_last_not_of(blank) + 1 - begin));
  std::erase(clean, '\r');
  return clean;
}

bool is_once_in(std::string_view text, std::string_view part) {
  const auto first = text.find(part);
  return first != text.npos && text.find(part, first + 1) == text.npos;
}

/// Whether it is one armoured block and nothing else: what is shown to others as somebody's key
/// must not carry another one, nor what only a terminal reads.
bool is_one_block(std::string_view text) {
  const auto control = [](char c) { return base::is_control(c) && c != '\n' && c != '\t'; };
  return text.starts_with(kBegin) && text.ends_with(kEnd) && is_once_in(text, "-----BEGIN") &&
         is_once_in(text, "-----END") && std::none_of(text.begin(), text.end(), control);
}

/// The bytes in the armour; empty when there is none.
std::string dearmored(std::string_view armored) {
  const auto& rnp = Rnp::library();
  Input input;
  Output output;
  const bool done = open(input, armored) && ok(rnp.output_to_memory(output.out(), kLongestKey)) &&
                    ok(rnp.dearmor(input.get(), output.get()));
  return done ? written(output) : std::string();
}

bool belongs_to_public_key(int tag) {
  static constexpr int kParts[] = {kSignature, kPublicKey,    kTrust,
                                   kUserId,    kPublicSubkey, kUserAttribute};
  return std::find(std::begin(kParts), std::end(kParts), tag) != std::end(kParts);
}

/// Before the library looks at it: one public key, and nothing that has to be unpacked first.
void check_packets(std::string_view bytes) {
  const auto tags = packet_tags(bytes);
  if (!tags || tags->empty()) refuse("This is not a valid PGP key");
  const auto is_secret = [](int tag) { return tag == kSecretKey || tag == kSecretSubkey; };
  if (std::any_of(tags->begin(), tags->end(), is_secret)) refuse_secret();
  if (tags->front() != kPublicKey ||
      !std::all_of(tags->begin(), tags->end(), belongs_to_public_key)) {
    refuse("This is not a valid PGP key");
  }
  if (std::count(tags->begin(), tags->end(), kPublicKey) != 1) {
    refuse("This is not a valid PGP key: send exactly one.");
  }
  if (std::count(tags->begin(), tags->end(), kUserId) == 0) refuse("This key has no user IDs");
}

/// A ring that holds the one key.
class Ring {
 public:
  explicit Ring(std::string_view armored) {
    const auto& rnp = Rnp::library();
    Input input;
    Iterator fingerprints;
    const char* first = nullptr;
    const bool found =
        ok(rnp.ffi_create(ffi_.out(), "GPG", "GPG")) && open(input, armored) &&
        ok(rnp.load_keys(ffi_.get(), "GPG", input.get(), RNP_LOAD_SAVE_PUBLIC_KEYS)) &&
        ok(rnp.identifier_iterator_create(ffi_.get(), fingerprints.out(), "fingerprint")) &&
        ok(rnp.identifier_iterator_next(fingerprints.get(), &first)) && first != nullptr &&
        ok(rnp.locate_key(ffi_.get(), "fingerprint", first, key_.out())) && key_.get() != nullptr;
    if (!found) refuse("This is not a valid PGP key");
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

/// The user id at a place; nothing when its signature is not right, or it is no text.
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

/// What stands between the last "<" and ">" of "Ada Lovelace <ada@example.org>".
std::string address_in(const std::string& user_id) {
  const auto open = user_id.rfind('<');
  const auto close = user_id.find('>', open == user_id.npos ? user_id.size() : open);
  if (close == user_id.npos) return {};
  const auto address = user_id.substr(open + 1, close - open - 1);
  return address.find('@') == address.npos || address.size() > 320 ? std::string() : address;
}

std::string first_address(const std::vector<std::string>& user_ids) {
  for (const auto& id : user_ids) {
    if (auto address = address_in(id); !address.empty()) return address;
  }
  return {};
}

std::optional<base::Time> expiry_of(const Ring& ring) {
  constexpr std::uint32_t never = UINT32_MAX;
  std::uint32_t until = never;
  if (!ok(Rnp::library().key_valid_till(ring.key(), &until)) || until == never) return std::nullopt;
  return base::Time(std::chrono::seconds(until));
}

/// Nothing when the key cannot be encrypted to.
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

PublicKey read_key(std::string_view armored) {
  if (armored.size() >= kLongestKey) {
    refuse(
        "Maximum encoded key length is 32768 bytes. Export a minimal key: gpg --armor "
        "--export-options export-minimal --export.");
  }
  const auto clean = tidied(armored);
  const Silence silence;
  if (clean.find(kPrivateBlock) != clean.npos) refuse_secret();
  if (!is_one_block(clean)) refuse("This is not a valid PGP key: send one block and nothing else.");
  check_packets(dearmored(clean));
  const Ring ring(clean);
  PublicKey key;
  key.fingerprint = fingerprint_of(ring);
  if (key.fingerprint.size() != 40) refuse("This is not a valid PGP key");
  key.user_ids = user_ids_of(ring);
  if (key.user_ids.empty()) refuse("This key has no user IDs");
  key.email = first_address(key.user_ids);
  key.expires_at = expiry_of(ring);
  if (!encrypted(ring, "test")) refuse("We were unable to encrypt a test message with this key");
  return key;
}

std::string encrypt(std::string_view armored_key, std::string_view text) {
  const auto message = encrypted(Ring(tidied(armored_key)), text);
  if (!message) {
    throw base::Error(base::ErrorCode::invalid_argument, {},
                      {"the PGP key cannot be encrypted to any more"});
  }
  return *message;
}

}  // namespace openpgp
