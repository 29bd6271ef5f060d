#include "crypto/base62.h"

#include <algorithm>

namespace crypto {
namespace {

constexpr std::string_view kDigits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

// Divides the number by 62 in place and returns the remainder.
unsigned divide(Block& number) {
  unsigned rest = 0;
  for (auto& byte : number) {
    const unsigned part = rest * 256 + byte;
    byte = static_cast<std::uint8_t>(part / 62);
    rest = part % 62;
  }
  return rest;
}

// number * 62 + digit in place; false when it does not fit.
bool multiply_add(Block& number, unsigned digit) {
  unsigned carry = digit;
  for (auto byte = number.rbegin(); byte != number.rend(); ++byte) {
    const unsigned part = *byte * 62U + carry;
    *byte = static_cast<std::uint8_t>(part);
    carry = part >> 8;
  }
  return carry == 0;
}

}  // namespace

std::string to_base62(const Block& block) {
  std::string text(kBase62Digits, '0');
  auto rest = block;
  std::generate(text.rbegin(), text.rend(), [&] { return kDigits[divide(rest)]; });
  return text;
}

std::optional<Block> from_base62(std::string_view text) {
  if (text.size() != kBase62Digits) return std::nullopt;
  Block number{};
  for (const char c : text) {
    const auto digit = kDigits.find(c);
    if (digit == kDigits.npos) return std::nullopt;
    if (!multiply_add(number, static_cast<unsigned>(digit))) return std::nullopt;
  }
  return number;
}

}  // namespace crypto
