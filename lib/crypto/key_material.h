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
  explicit Material(std::string bytes, bool short_too = false)
      : kind(KeyKind::secret), may_be_short(short_too), secret(std::move(bytes)) {}

  KeyKind kind;
  bool may_be_short = false;  ///< a secret that its owner answers for
  Pkey pkey;                  ///< its public half; null for a secret
  SecretBytes secret;
};

struct SigningKey::Material {
  Material(Algorithm chosen, Pkey key) : algorithm(chosen), pkey(std::move(key)) {}
  Material(Algorithm chosen, std::string bytes, bool short_too = false)
      : algorithm(chosen), may_be_short(short_too), secret(std::move(bytes)) {}

  Algorithm algorithm;
  bool may_be_short = false;
  Pkey pkey;  ///< null for a secret
  SecretBytes secret;
};

/// Throws base::Error (invalid_argument) for a secret that is empty or, unless it may be short,
/// shorter than the algorithm's hash (RFC 7518 section 3.2), or that is really the text of a public
/// or private key: whoever has the public half could then sign.
void require_sound_secret(std::string_view secret, Algorithm algorithm, bool may_be_short = false);

}  // namespace crypto
