#include "openpgp/bounds.h"

#include <algorithm>

#include "crypto/digest.h"
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

/// Versions 5 and 6 are those of LibrePGP and RFC 9580, whose other packets we do not know either.
void check_version(const Packet& primary) {
  const auto version = primary.body.empty() ? '\0' : primary.body.front();
  if (primary.tag == kPublicKey && (version == 5 || version == 6)) refuse("pgp_key.too_new");
}

void check_kinds(const Packets& packets) {
  if (packets.empty()) refuse(kMalformed);
  check_version(packets.front());
  if (std::ranges::any_of(packets, is_secret)) refuse("pgp_key.secret");
  if (packets.front().tag != kPublicKey || !std::ranges::all_of(packets, belongs_to_public_key)) {
    refuse(kMalformed);
  }
  if (count(packets, kPublicKey) != 1) refuse("pgp_key.several");
  if (count(packets, kUserId) == 0) refuse("pgp_key.no_user_id");
}

std::string fingerprint_of(const Packet& primary) {
  const auto size = primary.body.size();
  const bool known = primary.tag == kPublicKey && size > 1 && size <= 0xffff;
  if (!known || primary.body.front() != 4) return {};
  std::string framed{'\x99', static_cast<char>(size >> 8), static_cast<char>(size & 0xff)};
  auto digits = crypto::sha1_hex(framed.append(primary.body));
  for (auto& digit : digits) digit = digit >= 'a' ? static_cast<char>(digit - 'a' + 'A') : digit;
  return digits;
}

void check_numbers(const Packets& packets) {
  if (count(packets, kUserId) + count(packets, kUserAttribute) > kMostUserIds) {
    refuse("pgp_key.too_many_user_ids", kMostUserIds);
  }
  if (count(packets, kPublicSubkey) > kMostSubkeys) {
    refuse("pgp_key.too_many_subkeys", kMostSubkeys);
  }
  if (count(packets, kSignature) > kMostSignatures) {
    refuse("pgp_key.too_many_signatures", kMostSignatures, fingerprint_of(packets.front()));
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

std::string fingerprint_in(std::string_view certificate) {
  const auto packets = packets_in(certificate);
  return packets && !packets->empty() ? fingerprint_of(packets->front()) : std::string();
}

void check_bounds(std::string_view certificate) {
  const auto packets = packets_in(certificate);
  if (!packets) refuse(kMalformed);
  check_kinds(*packets);
  check_numbers(*packets);
  std::ranges::for_each(*packets, check_body);
}

}  // namespace openpgp
