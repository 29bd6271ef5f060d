#pragma once

#include <string>
#include <string_view>

#include "crypto/evp.h"

/// Keys as PEM (RFC 7468). Reading throws base::Error (invalid_argument) for what is no such key;
/// writing throws base::Error (internal). For the .cpp files of this folder only.
namespace crypto {

Pkey public_from_pem(std::string_view text);   ///< SubjectPublicKeyInfo
Pkey private_from_pem(std::string_view text);  ///< PKCS #8, PKCS #1 or SEC 1, not encrypted

std::string public_pem(EVP_PKEY* key);
std::string private_pem(EVP_PKEY* key);  ///< PKCS #8

}  // namespace crypto
