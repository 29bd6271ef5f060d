#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/entropy.h"
#include "crypto/algorithm.h"
#include "crypto/verification_key.h"

namespace crypto {

/// A key that signs, for one algorithm. Copies share the key.
class SigningKey {
 public:
  /// A fresh one: RSA of 2048 bits, the curve of an ES*, Ed25519, or a secret of 86 characters with
  /// 512 random bits. Its kid is the JWK thumbprint (RFC 7638), for a secret one that HKDF derives
  /// from it.
  static SigningKey generate(Algorithm algorithm, base::Entropy& entropy);

  /// Reads a private key as PEM (PKCS #8, PKCS #1, SEC 1) or OpenSSH ("openssh-key-v1"), not
  /// encrypted; for an HS* the secret itself, byte for byte. The kid is made as in generate().
  /// Throws base::Error (invalid_argument) when it is unreadable, weak, or does not fit the
  /// algorithm; a short secret is weak unless `short_secret` says that its owner answers for it.
  static SigningKey from_text(Algorithm algorithm, std::string_view text,
                              bool short_secret = false);

  /// The key in a form that from_text() reads: PKCS #8 PEM, or the secret. Seal it (crypto/seal.h)
  /// before storing or sending it.
  std::string private_text() const;

  Algorithm algorithm() const;
  const std::string& kid() const;
  void set_kid(std::string kid);

  /// The raw bytes of the signature; for ES* r and s at full length.
  std::string sign(std::string_view text) const;

  /// The key that checks what this one signs, bound to its algorithm, with its kid.
  VerificationKey verification_key() const;

  struct Material;

 private:
  explicit SigningKey(std::shared_ptr<const Material> material);
  std::shared_ptr<const Material> material_;
  std::string kid_;
};

}  // namespace crypto
