#pragma once

#include <cstddef>
#include <string_view>

#include "crypto/evp.h"

/// What a public key must satisfy to be trusted. All throw base::Error (invalid_argument) with the
/// reason. For the .cpp files of this folder only.
namespace crypto {

/// How many bits the modulus of an RSA key may have.
struct RsaBits {
  int fewest;
  int most;
};

/// For keys that sign tokens (RFC 7518 section 3.3).
inline constexpr RsaBits kTokenRsa{2048, 8192};
/// For SSH keys. Of the keys that programs make and call 2048 bits long, some have a product of two
/// primes of 1024 bits whose highest bit happens to be 0. 16384 is the most that OpenSSL verifies
/// with.
inline constexpr RsaBits kSshRsa{2047, 16384};

/// Checks the length of the modulus, before OpenSSL computes with it.
void require_rsa_size(std::size_t bytes);
void examine_rsa(EVP_PKEY* key, RsaBits bits);
void require_sound_ed25519(std::string_view point);

}  // namespace crypto
