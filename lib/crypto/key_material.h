#pragma once

#include <memory>
#include <string>

#include "crypto/pkey.h"
#include "crypto/secret_bytes.h"
#include "crypto/signing_key.h"
#include "crypto/verification_key.h"

/// What the two kinds of keys hold. For the .cpp files of this folder only.
namespace crypto {

struct VerificationKey::Material {
  explicit Material(Pkey key) : kind(examined(key.get())), pkey(std::move(key)) {}
  explicit Material(std::string bytes) : kind(KeyKind::secret), secret(std::move(bytes)) {}

  KeyKind kind;
  Pkey pkey;  ///< its public half; null for a secret
  SecretBytes secret;
};

struct SigningKey::Material {
  Material(Algorithm chosen, Pkey key) : algorithm(chosen), pkey(std::move(key)) {}
  Material(Algorithm chosen, std::string bytes) : algorithm(chosen), secret(std::move(bytes)) {}

  Algorithm algorithm;
  Pkey pkey;  ///< null for a secret
  SecretBytes secret;
};

/// Throws base::Error (invalid_argument) for a secret that is shorter than the algorithm's hash, or
/// that is really the text of a public or private key: whoever has the public half could then sign.
void require_sound_secret(std::string_view secret, Algorithm algorithm);

}  // namespace crypto
