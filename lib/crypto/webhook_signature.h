#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/secret.h"

namespace crypto {

/// Signs what we send to others, so that they know who sent it: with Ed25519 for everybody, and
/// with HMAC-SHA-256 for a subscriber who shares a secret with us. Both keys are derived from the
/// service's secret, so none is stored. While there are several secrets, the older ones sign as
/// well where a receiver can take several signatures.
class WebhookSigner {
 public:
  explicit WebhookSigner(const Secret& secret);

  /// The Ed25519 public keys, 32 bytes each in base64 (44 characters); the one for sign() comes
  /// first.
  std::vector<std::string> public_keys() const;

  /// The signature of a text (RFC 8032), 64 bytes in base64 (88 characters).
  std::string sign(std::string_view text) const;

  /// The secret that a subscriber shares with us: "whsec_" and 32 bytes in base64. `subscriber`
  /// must identify the subscriber, and never change.
  std::string shared_secret(std::string_view subscriber) const;

  /// The header webhook-signature of Standard Webhooks over "<id>.<timestamp>.<body>": "v1a,..."
  /// with Ed25519, then "v1,..." with the subscriber's shared secret, unless that is empty; each
  /// once for every secret of ours.
  std::string standard_signature(std::string_view id, std::int64_t timestamp, std::string_view body,
                                 std::string_view subscriber) const;

 private:
  struct KeyPair {
    std::array<std::uint8_t, 32> public_key;
    std::array<std::uint8_t, 64> private_key;

    std::string sign(std::string_view text) const;
  };

  std::vector<KeyPair> pairs_;
  std::vector<Key> sharing_;
};

}  // namespace crypto
