#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/pkey.h"

/// JSON Web Keys (RFC 7517, RFC 7518 section 6, RFC 8037). For the .cpp files of this folder only.
namespace crypto {

/// The contents of a JWK. Exactly one of the two keys is set.
struct ParsedJwk {
  Pkey pkey;
  std::string secret;
  std::string kid;
  std::optional<Algorithm> algorithm;
};

/// Throws base::Error (invalid_argument) as VerificationKey::from_jwk() says; strength is examined
/// elsewhere.
ParsedJwk parse_jwk(std::string_view json);

/// Only the members that the key requires, in the order of RFC 7638: the input of a thumbprint.
std::string required_members(EVP_PKEY* key, KeyKind kind);

}  // namespace crypto
