#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/algorithm.h"

namespace crypto {

/// A key that checks signatures: the public half of a pair, or a shared secret. The key decides the
/// algorithm (RFC 8725 section 3.1): it accepts those that fit its type, curve and size, or only
/// the one that it names itself. Copies share the key.
class VerificationKey {
 public:
  /// One JWK (RFC 7517). Throws base::Error (invalid_argument) with the reason when the key must
  /// not be used: malformed, unknown type or curve, weak (RSA under 2048 or over 8192 bits, an
  /// exponent that is even or under 3, a secret shorter than its hash or that is the text of a key
  /// pair), a point off its curve, "use" or "key_ops" that are not for verifying, a private key.
  static VerificationKey from_jwk(std::string_view json);

  /// PEM (SubjectPublicKeyInfo) or an OpenSSH line. Throws as from_jwk().
  static VerificationKey from_text(std::string_view text);

  const std::string& kid() const;  ///< empty when it names none
  void set_kid(std::string kid);
  std::string_view type() const;  ///< "RSA", "EC", "OKP" or "oct" (RFC 7518 section 6.1)

  /// Restricts the key to one algorithm. Throws base::Error (invalid_argument) when that does not
  /// fit the key, or when the key is already bound to another.
  void bind(Algorithm algorithm);
  bool accepts(Algorithm algorithm) const;

  /// Whether `signature` (raw bytes; for ES* r and s at full length) is a valid signature of
  /// `text`. False for an algorithm that the key does not accept. HMACs are compared in constant
  /// time.
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

/// Whether a secret is shorter than RFC 7518 section 3.2 wants it to be: than the hash.
bool is_short_secret(std::string_view secret, Algorithm algorithm);

/// A set of keys (RFC 7517 section 5).
struct KeySet {
  std::vector<VerificationKey> keys;
  std::vector<std::string> refused;  ///< why a key of the set was left out, for the log

  /// Reads at most 256 KiB and 32 keys. Keys that must not be used are left out, and so are all
  /// keys with a kid that keys of different types share. Throws base::Error (invalid_argument) when
  /// the text is not a JWK set.
  static KeySet from_jwks(std::string_view json);

  /// The JWK set of these keys, as text. Throws as VerificationKey::jwk() does.
  std::string jwks() const;

  /// The keys to try for a token, at most 8: those with exactly this kid, never one without a kid.
  /// When the token has no kid: the first ones, with any kid.
  std::vector<const VerificationKey*> candidates(std::optional<std::string_view> kid) const;
};

}  // namespace crypto
