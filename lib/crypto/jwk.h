#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/pkey.h"

/// JSON Web Keys (RFC 7517, RFC 7518 section 6, RFC 8037). For the .cpp files of this folder only.
namespace crypto {

/// What a JWK says. One of the two keys is there.
struct ParsedJwk {
  Pkey pkey;
  std::string secret;
  std::string kid;
  std::optional<Algorithm> algorithm;
};

/// Throws base::Error (invalid_argument) as VerificationKey::from_jwk() says; strength is examined
/// elsewhere.
ParsedJwk parse_jwk(std::string_view json);

/// Only the members that the key needs, as RFC 7638 orders them: what a thumbprint is made of.
std::string required_members(EVP_PKEY* key, KeyKind kind);

}  // namespace crypto
