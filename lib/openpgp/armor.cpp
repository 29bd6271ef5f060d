#include "openpgp/armor.h"

#include <algorithm>
#include <cstdint>

#include "base/encoding.h"
#include "base/text.h"

namespace openpgp {
namespace {

constexpr std::string_view kPrivateBlock = "-----BEGIN PGP PRIVATE KEY BLOCK-----";
constexpr std::string_view kBegin = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
constexpr std::string_view kEnd = "-----END PGP PUBLIC KEY BLOCK-----";
constexpr std::size_t kCheckSumLetters = 4;

/// The text without carriage returns, and without blanks and empty lines at either end.
std::string tidied(std::string_view text) {
  constexpr auto blank = " \t\r\n";
  const auto begin = std::min(text.find_first_not_of(blank), text.size());
  std::string clean(text.substr(begin, text.find_last_not_of(blank) + 1 - begin));
  std::erase(clean, '\r');
  return clean;
}

bool is_once_in(std::string_view text, std::string_view part) {
  const auto first = text.find(part);
  return first != text.npos && text.find(part, first + 1) == text.npos;
}

/// Whether the text is one armoured block and nothing else: what is shown to others as somebody's
/// key must not contain another key, or control sequences for a terminal.
bool is_one_block(std::string_view text) {
  const auto control = [](char c) { return base::is_control(c) && c != '\n' && c != '\t'; };
  return text.starts_with(kBegin) && text.ends_with(kEnd) && is_once_in(text, "-----BEGIN") &&
         is_once_in(text, "-----END") && std::none_of(text.begin(), text.end(), control);
}

std::string_view take_line(std::string_view& rest) {
  const auto end = std::min(rest.find('\n'), rest.size());
  const auto line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return base::trimmed(line);
}

/// The text after the headers ("Comment: ...") and the empty line that ends them; both may be
/// missing.
std::string_view without_headers(std::string_view rest) {
  for (auto after = rest; !after.empty(); rest = after) {
    const auto line = take_line(after);
    if (line.empty()) return after;
    if (line.find(": ") == line.npos && !line.ends_with(':')) return rest;
  }
  return rest;
}

bool is_check_sum(std::string_view letters, std::string_view bytes) {
  const auto sum = base::from_base64(letters);
  if (!sum || sum->size() != 3) return false;
  std::uint32_t number = 0;
  for (const char byte : *sum) number = number << 8 | static_cast<std::uint8_t>(byte);
  return number == crc24(bytes);
}

}  // namespace

std::uint32_t crc24(std::string_view bytes) {
  std::uint32_t crc = 0xb704ce;
  for (const char byte : bytes) {
    crc ^= static_cast<std::uint32_t>(static_cast<std::uint8_t>(byte)) << 16;
    for (int bit = 0; bit < 8; ++bit) crc = (crc << 1) ^ ((crc & 0x800000) != 0 ? 0x1864cfbU : 0U);
  }
  return crc & 0xffffff;
}

std::optional<std::string> dearmored(std::string_view text) {
  const auto clean = tidied(text);
  if (!is_one_block(clean)) return std::nullopt;
  const std::string_view block(clean);
  auto rest = block.substr(kBegin.size(), block.size() - kBegin.size() - kEnd.size());
  if (!take_line(rest).empty()) return std::nullopt;
  rest = without_headers(rest);
  std::string letters;
  std::string_view sum;
  while (!rest.empty()) {
    const auto line = take_line(rest);
    if (!sum.empty() && !line.empty()) return std::nullopt;
    if (line.size() == 1 + kCheckSumLetters && line.front() == '=') {
      sum = line.substr(1);
    } else {
      letters += line;
    }
  }
  auto bytes = base::from_base64(letters);
  if (!bytes || (!sum.empty() && !is_check_sum(sum, *bytes))) return std::nullopt;
  return bytes;
}

bool has_private_block(std::string_view text) { return text.find(kPrivateBlock) != text.npos; }

}  // namespace openpgp
