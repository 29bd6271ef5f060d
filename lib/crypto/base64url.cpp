#include "crypto/base64url.h"

#include <array>
#include <cstdint>

#include "crypto/base64.h"

namespace crypto {
namespace {

constexpr int kUrlSafe = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

constexpr std::uint8_t kNoLetter = 64;

/// The value of each letter (RFC 4648 section 5).
constexpr auto kValues = [] {
  constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoLetter);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    values[static_cast<std::uint8_t>(letters[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}();

}  // namespace

std::string to_base64url(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), kUrlSafe), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), kUrlSafe);
  text.pop_back();  // a NUL
  return text;
}

// Not libsodium's: that takes the same time whatever the letters are, which is thirty times as
// long, and what comes as base64url (the parts of a JWT) is known to who sends it.
std::optional<std::string> from_base64url(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t group = 0;
  unsigned bits = 0;  // at the end of the group that are in no byte yet
  for (const char letter : text) {
    const auto value = kValues[static_cast<std::uint8_t>(letter)];
    if (value == kNoLetter) return std::nullopt;
    group = group << 6 | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(group >> bits & 0xff);
  }
  const bool is_whole = bits < 6 && (group & ((1U << bits) - 1)) == 0;
  if (!is_whole) return std::nullopt;
  return bytes;
}

std::optional<std::string> from_base64(std::string_view text) {
  return decoded_base64(text, sodium_base64_VARIANT_ORIGINAL);
}

}  // namespace crypto
