#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/algorithm.h"

namespace crypto {

/// A key that checks signatures: the public half of a pair, or a shared secret. The key decides the
/// algorithm (RFC 8725 section 3.1): it is bound to those that fit its type, curve and size, and
/// where it names one itself, to that one. Copies share the key.
class VerificationKey {
 public:
  /// One JWK (RFC 7517). Throws base::Error (invalid_argument) with the reason when the key is not
  /// to be used: malformed, unknown type or curve, weak (RSA under 2048 or over 8192 bits, an
  /// exponent that is even or under 3, a secret shorter than its hash), a point off its curve,
  /// "use" or "key_ops" that are not for verifying, a private key.
  static VerificationKey from_jwk(std::string_view json);

  /// PEM (SubjectPublicKeyInfo) or an OpenSSH line. Throws as from_jwk().
  static VerificationKey from_text(std::string_view text);

  /// The secret itself, byte for byte. Throws likewise, also for the text of a key pair.
  static VerificationKey from_secret(std::string secret, Algorithm algorithm);

  const std::string& kid() const;  ///< empty when it names none
  void set_kid(std::string kid);
  std::string_view type() const;  ///< "RSA", "EC", "OKP" or "oct" (RFC 7518 section 6.1)

  /// Restricts it to one algorithm. Throws base::Error (invalid_argument) when it does not fit,
  /// also for one that is bound to another already.
  void bind(Algorithm algorithm);
  bool accepts(Algorithm algorithm) const;

  /// Whether `signature` (raw bytes, for ES* r and s of full length) is one of `text`. False for an
  /// algorithm that it does not accept. HMACs are compared in constant time.
  bool verify(Algorithm algorithm, std::string_view text, std::string_view signature) const;

  /// Its public JWK with kid, alg (when bound) and use "sig". Throws base::Error (internal) for a
  /// secret: a secret is never published.
  std::string jwk() const;
  std::string pem() const;         ///< SubjectPublicKeyInfo; throws likewise
  std::string thumbprint() const;  ///< RFC 7638, with SHA-256; throws likewise

  struct Material;

 private:
  friend class SigningKey;
  explicit VerificationKey(std::shared_ptr<const Material> material);
  std::shared_ptr<const Material> material_;
  std::string kid_;
  std::optional<Algorithm> bound_;
};

/// A set of keys (RFC 7517 section 5).
struct KeySet {
  std::vector<VerificationKey> keys;
  std::vector<std::string> refused;  ///< why a key of the set was left out, for the log

  /// At most 256 KiB and 32 keys. Keys that are not to be used are left out; so are all of a kid
  /// that several keys of different types carry. Throws base::Error (invalid_argument) when the
  /// text is no JWK set.
  static KeySet from_jwks(std::string_view json);

  /// The text of a set that has these keys (VerificationKey::jwk). Throws as that does.
  std::string jwks() const;

  /// The keys to try for a token, at most 8: those of exactly this kid, never one that names none;
  /// without a kid in the token the first ones, whatever theirs.
  std::vector<const VerificationKey*> candidates(std::optional<std::string_view> kid) const;
};

}  // namespace crypto
