#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>

#include "crypto/secret.h"

namespace crypto {

using Digest = std::array<std::uint8_t, 32>;

/// HMAC with SHA-256 (RFC 2104) under one key. The key is prepared once, for the first message,
/// because that takes longer than a short message does.
class HmacSha256 {
 public:
  /// The key must have at least one byte.
  explicit HmacSha256(std::span<const std::uint8_t> key);
  /// Throws base::Error (internal) when OpenSSL fails.
  Digest of(std::span<const std::uint8_t> message) const;

 private:
  struct Context;
  std::shared_ptr<Context> context_;
};

/// The HMAC of a single message. Throws likewise.
Digest hmac_sha256(std::span<const std::uint8_t> key, std::span<const std::uint8_t> message);

/// HKDF with SHA-256 (RFC 5869): 32 bytes from `material`.
Key hkdf_sha256(std::span<const std::uint8_t> material, std::span<const std::uint8_t> salt,
                std::span<const std::uint8_t> purpose);

}  // namespace crypto
