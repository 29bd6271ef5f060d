#include "gateway/body.h"

#include <array>
#include <charconv>
#include <limits>

namespace gateway {

using base::Error;
using base::ErrorCode;

namespace {

constexpr std::size_t kChunk = 8192;  // libfcgi reads as much at once

Error too_large() { return Error(ErrorCode::payload_too_large, {"The body is too large."}); }

Error cut_short() {
  return Error(ErrorCode::invalid_argument, {"The body is not as long as it claims to be."});
}

Error stalled() { return Error(ErrorCode::timeout, {"The request did not arrive whole in time."}); }

/// Appends to the body until the end, a fault, or the bound.
void read_into(Body& body, std::size_t most, const ReadSome& read_some) {
  std::array<char, kChunk> buffer;
  while (true) {
    const auto chunk = read_some(buffer);
    switch (chunk.kind) {
      case Chunk::Kind::bytes:
        body.text.append(buffer.data(), chunk.size);
        break;
      case Chunk::Kind::end:
        body.at_end = true;
        return;
      case Chunk::Kind::broken:
        body.fault = cut_short();
        return;
      case Chunk::Kind::stalled:
        body.fault = stalled();
        return;
      case Chunk::Kind::excess:
        body.fault = too_large();
        return;
    }
    if (body.text.size() > most) {
      body.fault = too_large();
      return;
    }
  }
}

}  // namespace

Claim Claim::parse(std::string_view text) {
  if (text.empty()) return {};
  if (text.find_first_not_of("0123456789") != text.npos) return {Kind::nonsense, 0};
  std::size_t length = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), length);
  if (result.ec != std::errc()) length = std::numeric_limits<std::size_t>::max();
  return {Kind::length, length};
}

Body read_body(const Claim& claim, std::size_t most, const ReadSome& read_some) {
  Body body;
  if (claim.kind == Claim::Kind::length && claim.length > most) {
    body.fault = too_large();
    return body;
  }
  read_into(body, most, read_some);
  if (!body.fault && claim.kind == Claim::Kind::nonsense) {
    body.fault = Error(ErrorCode::invalid_argument, {"Content-Length is not a number."});
  }
  if (!body.fault && claim.kind == Claim::Kind::length && claim.length != body.text.size()) {
    body.fault = cut_short();
  }
  if (body.fault) body.text.clear();
  return body;
}

bool discard_rest(std::size_t most, const ReadSome& read_some) {
  std::array<char, kChunk> buffer;
  for (std::size_t taken = 0; taken <= most;) {
    const auto chunk = read_some(buffer);
    if (chunk.kind != Chunk::Kind::bytes) return chunk.kind == Chunk::Kind::end;
    taken += chunk.size;
  }
  return false;
}

}  // namespace gateway
