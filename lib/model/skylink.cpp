#include "model/skylink.h"

#include <array>
#include <cstdint>

namespace model {
namespace {

constexpr std::string_view kBase64Url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view kBase32Hex = "0123456789abcdefghijklmnopqrstuv";
constexpr std::string_view kUpperBase32Hex = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

constexpr std::size_t kBase64Length = 46;
constexpr std::size_t kBase32Length = 55;
constexpr unsigned kSectorSize = 4U << 20;

using Bytes = std::array<std::uint8_t, 34>;

std::optional<unsigned> base64_digit(char c) {
  const auto digit = kBase64Url.find(c);
  if (digit == kBase64Url.npos) return std::nullopt;
  return static_cast<unsigned>(digit);
}

std::optional<unsigned> base32_digit(char c) {
  auto digit = kBase32Hex.find(c);
  if (digit == kBase32Hex.npos) digit = kUpperBase32Hex.find(c);
  if (digit == kBase32Hex.npos) return std::nullopt;
  return static_cast<unsigned>(digit);
}

// The unused bits of the last digit are ignored.
template <typename Digit>
std::optional<Bytes> decoded(std::string_view text, unsigned bits_a_digit, Digit digit_of) {
  Bytes bytes{};
  std::size_t filled = 0;
  unsigned pending = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const auto digit = digit_of(c);
    if (!digit) return std::nullopt;
    pending = (pending << bits_a_digit | *digit) & 0xffffU;
    bits += bits_a_digit;
    if (bits < 8) continue;
    bits -= 8;
    if (filled < bytes.size()) bytes[filled++] = static_cast<std::uint8_t>(pending >> bits & 0xffU);
  }
  return bytes;
}

std::string encoded(const Bytes& bytes) {
  std::string text;
  unsigned pending = 0;
  unsigned bits = 0;
  for (const auto byte : bytes) {
    pending = (pending << 8 | byte) & 0xffffU;
    for (bits += 8; bits >= 6; bits -= 6) text += kBase64Url[pending >> (bits - 6) & 63U];
  }
  text += kBase64Url[pending << (6 - bits) & 63U];
  return text;
}

// Version 1, from the lowest bit: two bits of version; a mode in unary (the number of ones before a
// zero); three bits of length; the rest is the offset. The mode gives the unit of the last two.
bool lies_in_a_sector(unsigned field) {
  field >>= 2;
  unsigned mode = 0;
  for (; (field & 1U) != 0; field >>= 1) ++mode;
  if (mode >= 8) return false;
  field >>= 1;
  const unsigned step = mode == 0 ? 4096U : 4096U << (mode - 1);
  const unsigned length = ((field & 7U) + 1) * step + (mode == 0 ? 0 : 8 * step);
  const unsigned offset = (field >> 3) * (4096U << mode);
  return offset + length <= kSectorSize;
}

bool makes_sense(const Bytes& bytes) {
  const unsigned field = bytes[0] | static_cast<unsigned>(bytes[1]) << 8;
  if (field == 1) return true;  // version 2
  return (field & 3U) == 0 && lies_in_a_sector(field);
}

}  // namespace

std::optional<Skylink> Skylink::parse(std::string_view text) {
  std::optional<Bytes> bytes;
  if (text.size() == kBase64Length) bytes = decoded(text, 6, base64_digit);
  if (text.size() == kBase32Length) bytes = decoded(text, 5, base32_digit);
  if (!bytes || !makes_sense(*bytes)) return std::nullopt;
  return Skylink(encoded(*bytes));
}

}  // namespace model
