#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/entropy.h"

namespace base {

/// A 128-bit identifier: a UUID version 7 (RFC 9562 section 5.7) when we made it, so ids sort by
/// their time of creation. An id is not a secret.
class Id {
 public:
  using Bytes = std::array<std::uint8_t, 16>;

  Id() = default;  ///< the nil UUID: "nothing"
  explicit Id(const Bytes& bytes) : bytes_(bytes) {}

  static Id make(Time now, Entropy& entropy);

  /// The 36 characters of RFC 9562 section 4, in either case; nothing else is accepted.
  static std::optional<Id> parse(std::string_view text);

  std::string text() const;  ///< 36 characters, lower case
  const Bytes& bytes() const { return bytes_; }
  bool is_nil() const { return bytes_ == Bytes{}; }

  auto operator<=>(const Id&) const = default;

 private:
  Bytes bytes_{};
};

}  // namespace base
