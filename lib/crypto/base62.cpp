#include "crypto/base62.h"

#include <algorithm>

namespace crypto {
namespace {

__extension__ typedef unsigned __int128 Number;  // NOLINT: "using" takes no __extension__
constexpr Number kMost = ~Number{0};

// The value of a digit; -1 for any other character.
int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  if (c >= 'a' && c <= 'z') return c - 'a' + 36;
  return -1;
}

Number number_of(const Block& block) {
  Number number = 0;
  for (const auto byte : block) number = number << 8 | byte;
  return number;
}

Block block_of(Number number) {
  Block block;
  for (auto byte = block.rbegin(); byte != block.rend(); ++byte, number >>= 8) {
    *byte = static_cast<std::uint8_t>(number);
  }
  return block;
}

}  // namespace

std::string to_base62(const Block& block) {
  std::string text(kBase62Digits, '0');
  auto rest = number_of(block);
  std::generate(text.rbegin(), text.rend(), [&] {
    const auto digit = kBase62[static_cast<std::size_t>(rest % 62)];
    rest /= 62;
    return digit;
  });
  return text;
}

std::optional<Block> from_base62(std::string_view text) {
  if (text.size() != kBase62Digits) return std::nullopt;
  Number number = 0;
  for (const char c : text) {
    const int digit = digit_of(c);
    if (digit < 0 || number > kMost / 62) return std::nullopt;
    number *= 62;
    if (number > kMost - static_cast<Number>(digit)) return std::nullopt;
    number += static_cast<Number>(digit);
  }
  return block_of(number);
}

}  // namespace crypto
