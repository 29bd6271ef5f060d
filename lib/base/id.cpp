#include "base/id.h"

#include <span>

#include "base/encoding.h"

namespace base {
namespace {

constexpr std::size_t kTextSize = 36;

bool is_dash_position(std::size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

}  // namespace

Id Id::make(Time now, Entropy& entropy) {
  Bytes bytes;
  entropy.fill(std::as_writable_bytes(std::span(bytes)));
  auto millis = static_cast<std::uint64_t>(to_millis(now));
  for (std::size_t i = 6; i-- > 0; millis >>= 8) bytes[i] = static_cast<std::uint8_t>(millis);
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x70);  // version 7
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);  // variant of RFC 9562
  return Id(bytes);
}

std::optional<Id> Id::parse(std::string_view text) {
  if (text.size() != kTextSize) return std::nullopt;
  Bytes bytes{};
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_dash_position(i)) {
      if (text[i] != '-') return std::nullopt;
      continue;
    }
    const int value = hex_value(text[i]);
    if (value < 0) return std::nullopt;
    bytes[digits / 2] = static_cast<std::uint8_t>(bytes[digits / 2] * 16 + value);
    ++digits;
  }
  return Id(bytes);
}

std::string Id::text() const {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out(kTextSize, '-');
  auto at = out.begin();
  for (const auto byte : bytes_) {
    if (is_dash_position(static_cast<std::size_t>(at - out.begin()))) ++at;
    *at++ = digits[byte >> 4];
    *at++ = digits[byte & 15];
  }
  return out;
}

}  // namespace base
