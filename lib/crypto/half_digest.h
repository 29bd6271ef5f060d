#pragma once

#include <string>
#include <string_view>

#include "crypto/algorithm.h"

namespace crypto {

/// The left half of the digest that a signature's algorithm uses, in base64url: "at_hash" of OpenID
/// Connect Core section 3.1.3.6. EdDSA (Ed25519) uses SHA-512. Throws base::Error (internal) when
/// OpenSSL fails.
std::string half_digest(Algorithm algorithm, std::string_view text);

}  // namespace crypto
