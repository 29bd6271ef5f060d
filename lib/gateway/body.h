#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"

namespace gateway {

/// The length of the body according to CONTENT_LENGTH.
struct Claim {
  enum class Kind { absent, length, nonsense } kind = Kind::absent;
  std::size_t length = 0;

  /// Accepts digits only; an empty text counts as absent. A number that does not fit size_t counts
  /// as its maximum.
  static Claim parse(std::string_view content_length);
};

/// The result of one read of a body: bytes (at least one), or why there are none.
struct Chunk {
  enum class Kind { bytes, end, broken, stalled, excess } kind;
  std::size_t size = 0;
};
using ReadSome = std::function<Chunk(std::span<char>)>;

/// A body and what is wrong with it. A body with a fault must not be acted on.
struct Body {
  std::string text;
  std::optional<base::Error> fault;
  bool at_end = false;  ///< everything that the client sent has been read
};

/// Reads the whole body, at most `most` bytes. Nothing is read of a body that claims to be longer.
/// A body that is shorter or longer than it claims has a fault.
Body read_body(const Claim& claim, std::size_t most, const ReadSome& read_some);

inline constexpr std::size_t kMostDiscarded = 8 * 1024 * 1024;  ///< bytes of a refused body

/// Reads and discards what is left of a refused body, at most `most` bytes. Returns whether that
/// was all of it: a connection with unread bytes cannot be kept, and some web servers consider a
/// program that leaves bytes unread as failed, whatever it answered.
bool discard_rest(std::size_t most, const ReadSome& read_some);

}  // namespace gateway
