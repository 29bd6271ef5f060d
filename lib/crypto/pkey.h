#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/algorithm_facts.h"
#include "crypto/evp.h"
#include "crypto/key_strength.h"

/// Builds OpenSSL keys from their numbers and examines them. All throw base::Error
/// (invalid_argument) with the reason when the key must not be used. Numbers are big-endian bytes.
namespace crypto {

/// A curve that we know, and its names.
struct Curve {
  KeyKind kind;
  const char* jwk;    ///< "P-256": in a JWK; OpenSSL accepts it, too
  const char* group;  ///< the name that OpenSSL gives it
  const char* ssh;    ///< "nistp256" (RFC 5656 section 10.1)
  std::size_t size;   ///< bytes of a coordinate, and of r and s
};

const Curve& curve_of(KeyKind kind);
const Curve* curve_by_jwk(std::string_view name);  ///< null when unknown
const Curve* curve_by_ssh(std::string_view name);  ///< null when unknown

/// The private half of an RSA key; coefficient is 1/q mod p.
struct RsaPrivate {
  std::string_view d, p, q, coefficient;
};

Pkey rsa_key(std::string_view n, std::string_view e,
             const std::optional<RsaPrivate>& half = std::nullopt);
/// `point` is uncompressed (4, x, y), anything else is refused. Empty `d`: the public half.
Pkey ec_key(const Curve& curve, std::string_view point, std::string_view d = {});
Pkey ed25519_public_key(std::string_view x);
Pkey ed25519_private_key(std::string_view seed);

/// The key without its private half.
Pkey public_half(EVP_PKEY* key);

/// What kind the key is. Refuses unknown kinds, RSA of other lengths than `rsa` allows or with a
/// modulus or exponent that no sane generator makes, and points that are not on their curve.
KeyKind examined(EVP_PKEY* key, RsaBits rsa = kTokenRsa);

/// A number of the key (OSSL_PKEY_PARAM_...), padded to `size` bytes when that is more than 0.
std::string number_of(EVP_PKEY* key, const char* name, std::size_t size = 0);
std::string raw_public(EVP_PKEY* key);  ///< of Ed25519

}  // namespace crypto
