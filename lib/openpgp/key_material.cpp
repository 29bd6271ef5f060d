#include "openpgp/key_material.h"

#include "openpgp/reader.h"
#include "openpgp/refusal.h"

namespace openpgp {
namespace {

constexpr std::size_t kLeastRsaBytes = 256;
constexpr std::size_t kMostRsaBytes = 1024;
constexpr std::size_t kMostExponentBytes = 8;
constexpr std::size_t kMostDsaBytes = 384;
constexpr std::size_t kMostSubgroupBytes = 32;
constexpr std::size_t kMostElGamalBytes = 512;
constexpr std::size_t kMostPointBytes = 133;  // 4, and two coordinates of P-521

/// Reads a number that is preceded by its length in bits (RFC 4880 section 3.2), without leading
/// zeros.
std::string_view take_number(Reader& reader, std::size_t most_bytes) {
  const auto bits = reader.number(2);
  const auto number = reader.take((bits + 7) / 8);
  if (number.empty() || number.front() == 0) refuse(kMalformed);
  if (number.size() > most_bytes) refuse("pgp_key.number_too_long");
  return number;
}

bool is_odd(std::string_view number) { return (number.back() & 1) != 0; }

void check_rsa(Reader& reader) {
  const auto modulus = take_number(reader, kMostRsaBytes * 64);
  if (modulus.size() > kMostRsaBytes) refuse("pgp_key.rsa_too_long", kMostRsaBytes * 8);
  if (modulus.size() < kLeastRsaBytes) refuse("pgp_key.rsa_too_short", kLeastRsaBytes * 8);
  const auto exponent = take_number(reader, kMostRsaBytes * 64);
  if (exponent.size() > kMostExponentBytes) {
    refuse("pgp_key.exponent_too_long", kMostExponentBytes * 8);
  }
  if (!is_odd(modulus) || !is_odd(exponent)) refuse(kMalformed);
}

void check_dsa(Reader& reader) {
  take_number(reader, kMostDsaBytes);
  take_number(reader, kMostSubgroupBytes);
  take_number(reader, kMostDsaBytes);
  take_number(reader, kMostDsaBytes);
}

void check_elgamal(Reader& reader) {
  for (int i = 0; i < 3; ++i) take_number(reader, kMostElGamalBytes);
}

void check_curve(Reader& reader) {
  if (reader.take(reader.number(1)).empty()) refuse(kMalformed);
  take_number(reader, kMostPointBytes);
}

void check_ecdh(Reader& reader) {
  check_curve(reader);
  if (reader.take(reader.number(1)).size() != 3) refuse(kMalformed);
}

void check_algorithm(std::uint64_t algorithm, Reader& reader) {
  switch (algorithm) {
    case 1:
    case 2:
    case 3:
      return check_rsa(reader);
    case 16:
      return check_elgamal(reader);
    case 17:
      return check_dsa(reader);
    case 18:
      return check_ecdh(reader);
    case 19:
    case 22:
      return check_curve(reader);
    default:  // from 25 on: X25519 and what came after it (RFC 9580 section 9.1)
      refuse(algorithm >= 25 && algorithm < 100 ? "pgp_key.too_new" : "pgp_key.unknown_kind");
  }
}

}  // namespace

void check_key_material(std::string_view body) {
  Reader reader(body);
  const auto version = reader.number(1);
  if (version != 4) refuse("pgp_key.version");
  reader.take(4);  // the creation time
  check_algorithm(reader.number(1), reader);
  if (!reader.fine() || !reader.at_end()) refuse(kMalformed);
}

}  // namespace openpgp
