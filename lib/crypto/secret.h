#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/entropy.h"

namespace crypto {

using Key = std::array<std::uint8_t, 32>;

/// The service's secret: one key or several. The first one mints; all of them still verify, so a
/// secret is replaced without an outage. Keys for each purpose are derived from it (HKDF with
/// SHA-256, RFC 5869), so that no two uses share one.
class Secret {
 public:
  /// Each text is 64 hex digits. Throws base::Error (invalid_argument) for any other text, or when
  /// there is none.
  explicit Secret(const std::vector<std::string>& texts);

  /// Derives one key from each secret, the minting one first. `purpose` is a constant of ours.
  std::vector<Key> derive(std::string_view purpose) const;

  /// 64 hex digits from 32 random bytes.
  static std::string make(base::Entropy& entropy);

  /// Reads the file (one secret per line, '#' begins a comment). When it does not exist, makes it
  /// with mode 0600 and a fresh secret; when several processes do so at once, one wins and the
  /// others read its secret. Throws base::Error (internal, with what to do in its text) when the
  /// file is open to others, unreadable, or malformed.
  static Secret from_file(const std::string& path, base::Entropy& entropy);

 private:
  std::vector<Key> keys_;
};

}  // namespace crypto
