#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/secret.h"

namespace crypto {

/// Signs what we send to others, so that they know who sends it: with Ed25519 for everybody, and
/// with HMAC-SHA-256 for a subscriber who shares a secret with us. Both keys come from the
/// service's secret, so nothing is stored. While there are several secrets, an older one signs as
/// well where a receiver can take several signatures.
class WebhookSigner {
 public:
  explicit WebhookSigner(const Secret& secret);

  /// The Ed25519 keys that verify, 32 bytes each in base64 (44 characters); the one of sign()
  /// first.
  std::vector<std::string> public_keys() const;

  /// The signature of a text (RFC 8032), 64 bytes in base64 (88 characters).
  std::string sign(std::string_view text) const;

  /// What a subscriber shares with us: "whsec_" and 32 bytes in base64. `subscriber` tells
  /// subscribers apart, for ever.
  std::string shared_secret(std::string_view subscriber) const;

  /// The header webhook-signature of Standard Webhooks over "<id>.<timestamp>.<body>": "v1a,..." by
  /// Ed25519, then "v1,..." by the secret that is shared with the subscriber, if there is one (not
  /// empty), each for every secret of ours.
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
