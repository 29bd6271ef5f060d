#pragma once

#include <cstddef>
#include <string_view>

#include "crypto/evp.h"

/// What a public key must satisfy to be trusted. All throw base::Error (invalid_argument) with the
/// reason. For the .cpp files of this folder only.
namespace crypto {

inline constexpr int kMostRsaBits = 8192;      ///< for keys that sign tokens
inline constexpr int kMostSshRsaBits = 16384;  ///< the most that OpenSSL verifies with

/// Checks the length of the modulus, before OpenSSL computes with it.
void require_rsa_size(std::size_t bytes);
void examine_rsa(EVP_PKEY* key, int most_bits);
void require_sound_ed25519(std::string_view point);

}  // namespace crypto
