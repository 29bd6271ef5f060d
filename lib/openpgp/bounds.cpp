#include "openpgp/bounds.h"

#include <algorithm>

#include "openpgp/key_material.h"
#include "openpgp/refusal.h"
#include "openpgp/signature.h"

namespace openpgp {
namespace {

constexpr std::size_t kLongestUserId = 2048;

using Packets = std::vector<Packet>;

std::size_t count(const Packets& packets, int tag) {
  return static_cast<std::size_t>(std::ranges::count(packets, tag, &Packet::tag));
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
  if (packets.empty()) refuse(kMalformed);
  if (std::ranges::any_of(packets, is_secret)) refuse("pgp_key.secret");
  if (packets.front().tag != kPublicKey || !std::ranges::all_of(packets, belongs_to_public_key)) {
    refuse(kMalformed);
  }
  if (count(packets, kPublicKey) != 1) refuse("pgp_key.several");
  if (count(packets, kUserId) == 0) refuse("pgp_key.no_user_id");
}

void check_numbers(const Packets& packets) {
  if (count(packets, kUserId) + count(packets, kUserAttribute) > kMostUserIds) {
    refuse("pgp_key.too_many_user_ids", kMostUserIds);
  }
  if (count(packets, kPublicSubkey) > kMostSubkeys) {
    refuse("pgp_key.too_many_subkeys", kMostSubkeys);
  }
  if (count(packets, kSignature) > kMostSignatures) {
    refuse("pgp_key.too_many_signatures", kMostSignatures);
  }
}

void check_body(const Packet& packet) {
  if (packet.tag == kPublicKey || packet.tag == kPublicSubkey) check_key_material(packet.body);
  if (packet.tag == kSignature && !is_signature(packet.body)) refuse(kMalformed);
  if (packet.tag == kUserId && packet.body.size() > kLongestUserId) {
    refuse("pgp_key.user_id_too_long");
  }
}

}  // namespace

void check_bounds(std::string_view certificate) {
  const auto packets = packets_in(certificate);
  if (!packets) refuse(kMalformed);
  check_kinds(*packets);
  check_numbers(*packets);
  std::ranges::for_each(*packets, check_body);
}

}  // namespace openpgp
