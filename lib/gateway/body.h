#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"

namespace gateway {

/// What CONTENT_LENGTH says.
struct Claim {
  enum class Kind { absent, length, nonsense } kind = Kind::absent;
  std::size_t length = 0;

  /// Digits only; an empty text is an absent one. A number beyond size_t counts as its maximum.
  static Claim parse(std::string_view content_length);
};

/// How one read of a body went: bytes (at least one), or why there are none.
struct Chunk {
  enum class Kind { bytes, end, broken, stalled } kind;
  std::size_t size = 0;
};
using ReadSome = std::function<Chunk(std::span<char>)>;

/// A body and what is wrong with it. Nobody may act on one that has a fault.
struct Body {
  std::string text;
  std::optional<base::Error> fault;
  bool at_end = false;  ///< everything that the client sent has been read
};

/// Reads to the end, at most `most` bytes. Of a body that claims to be longer nothing is read; one
/// that is cut short, or is longer than it claims to be, has a fault.
Body read_body(const Claim& claim, std::size_t most, const ReadSome& read_some);

inline constexpr std::size_t kMostDiscarded = 8 * 1024 * 1024;  ///< bytes of a refused body

/// Reads and forgets what is left of a refused body, at most `most` bytes. Whether that was all: a
/// connection with some of it unread cannot be kept, and to some web servers a program that leaves
/// some unread is one that failed, whatever it has answered.
bool discard_rest(std::size_t most, const ReadSome& read_some);

}  // namespace gateway
