#pragma once

#include <openssl/evp.h>

#include <cstddef>
#include <string_view>

#include "crypto/algorithm.h"

/// What each algorithm requires of a key. For the .cpp files of this folder only.
namespace crypto {

enum class KeyKind { secret, rsa, p256, p384, p521, ed25519 };

/// The key type of RFC 7518 section 6.1: "oct", "RSA", "EC", "OKP".
std::string_view key_type_of(KeyKind kind);

enum class Scheme { hmac, pkcs1, pss, ecdsa, eddsa };

struct AlgorithmFacts {
  Algorithm algorithm;
  std::string_view name;
  Scheme scheme;
  KeyKind kind;
  const EVP_MD* (*digest)();  ///< none for EdDSA
  std::size_t digest_size;
};

const AlgorithmFacts& facts_of(Algorithm algorithm);

}  // namespace crypto
