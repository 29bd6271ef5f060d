#include "openpgp/armor.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/encoding.h"
#include "base/text.h"
#include "openpgp/refusal.h"

namespace openpgp {
namespace {

constexpr std::string_view kPrivateBlock = "-----BEGIN PGP PRIVATE KEY BLOCK-----";
constexpr std::string_view kBegin = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
constexpr std::string_view kEnd = "-----END PGP PUBLIC KEY BLOCK-----";
constexpr std::size_t kCheckSumLetters = 4;
constexpr auto kNoSingleBlock = "pgp_key.no_single_block";

/// Blanks, as editors, mail programs and web pages put them beside a line: among them the byte
/// order mark, the no-break space and the space of no width, in UTF-8.
constexpr std::array<std::string_view, 7> kBlanks{
    " ", "\t", "\r", "\f", "\xef\xbb\xbf", "\xc2\xa0", "\xe2\x80\x8b"};

std::string_view without_blanks(std::string_view line) {
  bool more = true;
  while (more) {
    more = false;
    for (const auto blank : kBlanks) {
      if (line.starts_with(blank)) line.remove_prefix(blank.size()), more = true;
      if (line.ends_with(blank)) line.remove_suffix(blank.size()), more = true;
    }
  }
  return line;
}

std::string_view take_line(std::string_view& rest) {
  const auto end = std::min(rest.find('\n'), rest.size());
  const auto line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return without_blanks(line);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) lines.push_back(take_line(text));
  return lines;
}

bool is_once_in(std::string_view text, std::string_view part) {
  const auto first = text.find(part);
  return first != text.npos && text.find(part, first + 1) == text.npos;
}

/// What is shown to others as somebody's key must not contain control sequences for a terminal.
bool has_bad_control(std::string_view text) {
  const auto control = [](char c) { return base::is_control(c) && c != '\n' && c != '\t'; };
  return std::any_of(text.begin(), text.end(), control);
}

/// Whether the lines of the text are the block's, with nothing but line ends between and around.
bool is_nothing_but(std::string_view text, std::string_view block) {
  std::string clean(text);
  std::erase(clean, '\r');
  const auto begin = std::min(clean.find_first_not_of('\n'), clean.size());
  const auto end = clean.find_last_not_of('\n') + 1;
  return clean.substr(begin, end - begin) == block;
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

std::string armour_in(std::string_view text) {
  const auto lines = lines_of(text);
  const auto begin = std::ranges::find(lines, kBegin);
  const auto end = std::find(begin, lines.end(), kEnd);
  const bool single = is_once_in(text, "-----BEGIN") && is_once_in(text, "-----END");
  if (end == lines.end() || !single) refuse(kNoSingleBlock);
  std::string block(kBegin);
  for (auto line = begin + 1; line <= end; ++line) block.append("\n").append(*line);
  if (has_bad_control(block)) refuse(kNoSingleBlock);
  return is_nothing_but(text, block) ? std::string(text) : block + "\n";
}

std::string dearmored(std::string_view armour) {
  auto rest = without_headers(armour.substr(armour.find(kBegin) + kBegin.size() + 1));
  std::string letters;
  std::optional<std::string_view> sum;
  while (!rest.empty()) {
    const auto line = take_line(rest);
    if (line == kEnd) break;
    if (sum && !line.empty()) refuse(kNoSingleBlock);
    if (line.size() == 1 + kCheckSumLetters && line.front() == '=') {
      sum = line.substr(1);
    } else {
      letters += line;
    }
  }
  auto bytes = base::from_base64(letters);
  if (!bytes || bytes->empty()) refuse(kNoSingleBlock);
  if (sum && !is_check_sum(*sum, *bytes)) refuse("pgp_key.checksum");
  return *std::move(bytes);
}

bool has_private_block(std::string_view text) { return text.find(kPrivateBlock) != text.npos; }

}  // namespace openpgp
