#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/entropy.h"

namespace crypto {

/// Stands for a text, which may be a secret, within one process. Nobody without that process's key
/// can find another text with the same fingerprint.
using Fingerprint = std::array<std::uint8_t, 16>;

/// Makes fingerprints: SipHash-2-4 with 128 bits, under a key that nobody else has.
class Fingerprints {
 public:
  /// Draws the key. Throws what `entropy` throws.
  explicit Fingerprints(base::Entropy& entropy);

  Fingerprint of(std::string_view text) const;

 private:
  std::array<std::uint8_t, 16> key_;
};

}  // namespace crypto
