#pragma once

#include <string>
#include <string_view>

#include "crypto/algorithm_facts.h"
#include "crypto/evp.h"

/// Signatures as JOSE writes them (RFC 7518 section 3, RFC 8037). The callers make sure that key
/// and algorithm fit. For the .cpp files of this folder only.
namespace crypto {

/// Throws base::Error (internal) when OpenSSL fails.
std::string sign_with(EVP_PKEY* key, Algorithm algorithm, std::string_view text);
std::string mac_with(std::string_view secret, Algorithm algorithm, std::string_view text);

bool is_signature(EVP_PKEY* key, Algorithm algorithm, std::string_view text,
                  std::string_view signature);
/// How a text is signed: the padding or the arithmetic, and the digest (null for EdDSA).
struct Method {
  Scheme scheme;
  const EVP_MD* digest;
};

/// Verifies a signature in the form that OpenSSL takes: for ECDSA a DER sequence.
bool is_raw_signature(EVP_PKEY* key, Method method, std::string_view text,
                      std::string_view signature);

bool is_mac(std::string_view secret, Algorithm algorithm, std::string_view text,
            std::string_view mac);

}  // namespace crypto
