#pragma once

#include <cstddef>
#include <string_view>

#include "crypto/evp.h"

/// What a public key has to be to be trusted. All throw base::Error (invalid_argument) with the
/// reason. For the .cpp files of this folder only.
namespace crypto {

void require_rsa_size(std::size_t bytes);  ///< of the modulus: before OpenSSL computes with it
void examine_rsa(EVP_PKEY* key);
void require_sound_ed25519(std::string_view point);

}  // namespace crypto
