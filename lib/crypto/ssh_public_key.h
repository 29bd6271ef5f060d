#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace crypto {

/// A public key as a line of an authorized_keys file holds it: "ssh-ed25519 AAAA... comment". Every
/// key has one blob only, so two lines hold the same key exactly when their digests are equal.
/// Copies share the key.
class SshPublicKey {
 public:
  /// Exactly one line; whitespace and line ends around it do not count. Takes ssh-rsa (2048 to
  /// 16384 bits), ssh-ed25519, ecdsa-sha2-nistp256, -384 and -521, and the two of security keys
  /// (sk-...@openssh.com). Throws base::Error: invalid_argument for what is no such key or not
  /// written as ssh-keygen writes it, unprocessable with the reason for what we do not take: a key
  /// that is weak, a certificate, a private key, options, several lines, control characters.
  static SshPublicKey parse(std::string_view line);

  const std::string& type() const;                    ///< "ssh-ed25519"
  const std::string& blob() const;                    ///< what the base64 holds (RFC 4253 6.6)
  const std::optional<std::string>& comment() const;  ///< UTF-8 without control characters

  std::string md5_fingerprint() const;  ///< 16 pairs of lower-case hex digits between colons
  std::string digest() const;           ///< SHA-256 of the blob, 64 lower-case hex digits

  struct Material;
  const Material& material() const { return *material_; }

 private:
  explicit SshPublicKey(std::shared_ptr<const Material> material);
  std::shared_ptr<const Material> material_;
};

}  // namespace crypto
