#pragma once

#include <string_view>

#include "crypto/ssh_public_key.h"

namespace crypto {

/// Whether `signature` (raw bytes) is the key's signature of `text`, as
/// draft-cavage-http-signatures-12 defines it. "rsa-sha256" and "rsa-sha512": PKCS #1 v1.5 by an
/// RSA key. "ecdsa-sha256", "ecdsa-sha512" and "ed25519-sha512": names that clients older than
/// "hs2019" use. "hs2019": the key decides: RSA with SHA-512, PKCS #1 v1.5 or PSS; ECDSA with the
/// hash of its curve or SHA-512; Ed25519. ECDSA is DER or r and s. False for every other word, for
/// a word that does not fit the key, and for security keys, which sign texts of their own making.
bool is_http_signature(const SshPublicKey& key, std::string_view algorithm, std::string_view text,
                       std::string_view signature);

}  // namespace crypto
