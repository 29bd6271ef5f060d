#include "base/encoding.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace base {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kUpperHexDigits = "0123456789ABCDEF";
constexpr Characters kUnreserved(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

/// The 64 letters of an encoding, and the value of each.
class Alphabet {
 public:
  static constexpr std::uint8_t kNone = 64;

  constexpr explicit Alphabet(std::string_view letters) : letters_(letters) {
    values_.fill(kNone);
    for (std::size_t i = 0; i < letters.size(); ++i) {
      values_[static_cast<std::uint8_t>(letters[i])] = static_cast<std::uint8_t>(i);
    }
  }
  constexpr char letter(std::uint32_t value) const { return letters_[value & 63]; }
  constexpr std::uint8_t value(char letter) const {
    return values_[static_cast<std::uint8_t>(letter)];
  }

 private:
  std::string_view letters_;
  std::array<std::uint8_t, 256> values_{};
};

constexpr Alphabet kBase64("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
constexpr Alphabet kBase64Url("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

std::string encoded(std::string_view bytes, const Alphabet& alphabet) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  std::uint32_t group = 0;
  unsigned bits = 0;  // how many bits of the group are not written as a letter yet
  for (const char byte : bytes) {
    group = group << 8 | static_cast<std::uint8_t>(byte);
    for (bits += 8; bits >= 6; bits -= 6) text += alphabet.letter(group >> (bits - 6));
  }
  if (bits > 0) text += alphabet.letter(group << (6 - bits));
  return text;
}

std::optional<std::string> decoded(std::string_view text, const Alphabet& alphabet) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t group = 0;
  unsigned bits = 0;  // how many bits of the group are not written as a byte yet
  for (const char letter : text) {
    const auto value = alphabet.value(letter);
    if (value == Alphabet::kNone) return std::nullopt;
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

}  // namespace

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

std::string to_hex(std::string_view bytes) {
  std::string text;
  text.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    text += kHexDigits[byte >> 4];
    text += kHexDigits[byte & 15];
  }
  return text;
}

bool read_hex(std::string_view text, std::span<std::uint8_t> bytes) {
  if (text.size() != 2 * bytes.size()) return false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const int high = hex_value(text[2 * i]);
    const int low = hex_value(text[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return true;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  auto i = std::min(text.find('%'), text.size());
  std::string out(text.substr(0, i));
  out.reserve(text.size());
  for (; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (text.size() - i < 3) return std::nullopt;
    const int high = hex_value(text[i + 1]);
    const int low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (kUnreserved.has(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<std::uint8_t>(c);
    out += {'%', kUpperHexDigits[byte >> 4], kUpperHexDigits[byte & 15]};
  }
  return out;
}

std::string to_base64(std::string_view bytes) {
  auto text = encoded(bytes, kBase64);
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

std::string to_base64url(std::string_view bytes) { return encoded(bytes, kBase64Url); }

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
  return decoded(text, kBase64);
}

std::optional<std::string> from_base64url(std::string_view text) {
  return decoded(text, kBase64Url);
}

}  // namespace base
