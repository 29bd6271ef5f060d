#include "openpgp/bounds.h"

#include <algorithm>

#include "openpgp/key_material.h"
#include "openpgp/refusal.h"
#include "openpgp/signature.h"

namespace openpgp {
namespace {

constexpr auto kInvalid = "This is not a valid PGP key";
constexpr std::size_t kLongestUserId = 2048;

using Packets = std::vector<Packet>;

int count(const Packets& packets, int tag) {
  return static_cast<int>(std::ranges::count(packets, tag, &Packet::tag));
}

bool is_secret(const Packet& packet) {
  return packet.tag == kSecretKey || packet.tag == kSecretSubkey;
}

bool belongs_to_public_key(const Packet& packet) {
  static constexpr int kParts[] = {kSignature, kPublicKey,    kTrust,
                                   kUserId,    kPublicSubkey, kUserAttribute};
  return std::ranges::find(kParts, packet.tag) != std::end(kParts);
}

void check_kinds(const Packets& packets) {
  if (packets.empty()) refuse(kInvalid);
  if (std::ranges::any_of(packets, is_secret)) refuse_secret();
  if (packets.front().tag != kPublicKey || !std::ranges::all_of(packets, belongs_to_public_key)) {
    refuse(kInvalid);
  }
  if (count(packets, kPublicKey) != 1) refuse("This is not a valid PGP key: send exactly one.");
  if (count(packets, kUserId) == 0) refuse("This key has no user IDs");
}

void check_numbers(const Packets& packets) {
  if (count(packets, kUserId) + count(packets, kUserAttribute) > kMostUserIds) {
    refuse("This key has too many user IDs: at most 32 are accepted.");
  }
  if (count(packets, kPublicSubkey) > kMostSubkeys) {
    refuse("This key has too many subkeys: at most 16 are accepted.");
  }
  if (count(packets, kSignature) > kMostSignatures) {
    refuse(
        "This key has too many signatures: at most 128 are accepted. Export a minimal key: gpg "
        "--armor --export-options export-minimal --export.");
  }
}

void check_body(const Packet& packet) {
  if (packet.tag == kPublicKey || packet.tag == kPublicSubkey) check_key_material(packet.body);
  if (packet.tag == kSignature && !is_signature(packet.body)) refuse(kInvalid);
  if (packet.tag == kUserId && packet.body.size() > kLongestUserId) {
    refuse("This key has a user ID that is too long.");
  }
}

}  // namespace

void check_bounds(std::string_view certificate) {
  const auto packets = packets_in(certificate);
  if (!packets) refuse(kInvalid);
  check_kinds(*packets);
  check_numbers(*packets);
  std::ranges::for_each(*packets, check_body);
}

void refuse_secret() {
  refuse(
      "We were unable to encrypt a test message with this key: it is a private key. Never give it "
      "to anybody; export the public one.");
}

}  // namespace openpgp
