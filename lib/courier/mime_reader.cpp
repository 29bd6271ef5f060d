#include "courier/mime_reader.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/encoding.h"
#include "base/text.h"

namespace courier {
namespace {

/// A header block and its body, undecoded.
struct Entity {
  std::string header;  ///< unfolded, with a line end before each field: "\nTo: <a@b>\nDate:"
  std::string body;
};

/// Removes the first line and returns it without its line end.
std::string_view take_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

Entity entity_of(std::string_view text) {
  Entity entity;
  while (!text.empty()) {
    const auto line = take_line(text);
    if (line.empty()) break;
    const bool folded = line.front() == ' ' || line.front() == '\t';
    entity.header.append(folded ? "" : "\n").append(line);
  }
  entity.body = text;
  return entity;
}

/// The value of a header field; empty when there is none.
std::string_view field(const Entity& entity, std::string_view name) {
  std::string_view rest = entity.header;
  while (!rest.empty()) {
    const auto line = take_line(rest);
    const auto colon = std::min(line.find(':'), line.size());
    if (!base::equals_ignoring_case(line.substr(0, colon), name)) continue;
    return base::trimmed(line.substr(std::min(colon + 1, line.size())));
  }
  return {};
}

/// The byte that two hexadecimal digits say.
std::optional<std::string> byte_of(std::string_view digits) {
  if (digits.size() != 2) return std::nullopt;
  return base::percent_decoded("%" + std::string(digits));
}

/// Decodes quoted-printable (RFC 2045 section 6.7).
std::string from_quoted_printable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\r') continue;
    const auto code = text[at] == '=' ? text.substr(at + 1, 2) : std::string_view();
    if (code.starts_with('\r') || code.starts_with('\n')) {
      at = std::min(text.find('\n', at), text.size());
    } else if (const auto byte = byte_of(code)) {
      out += *byte;
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

/// Decodes the encoded-words of a field (RFC 2047, "B" in UTF-8) and keeps any other text.
std::string from_encoded_words(std::string_view text) {
  constexpr std::string_view kBegin = "=?UTF-8?B?";
  std::string out;
  while (!text.empty()) {
    const auto begin = text.find(kBegin);
    const auto end = begin == text.npos ? begin : text.find("?=", begin + kBegin.size());
    if (end == text.npos) return out.append(text);
    const auto between = text.substr(0, begin);
    if (out.empty() || !base::trimmed(between).empty()) out += between;
    const auto word = text.substr(begin + kBegin.size(), end - begin - kBegin.size());
    out += base::from_base64(word).value_or(std::string(word));
    text.remove_prefix(end + 2);
  }
  return out;
}

std::string readable(std::string text) {
  std::erase_if(text, [](char c) { return c != '\n' && c != '\t' && base::is_control(c); });
  return text;
}

std::string decoded_body(const Entity& entity) {
  const bool quoted =
      base::equals_ignoring_case(field(entity, "content-transfer-encoding"), "quoted-printable");
  return readable(quoted ? from_quoted_printable(entity.body) : entity.body);
}

/// The parts between the lines "--boundary".
std::vector<Entity> parts_of(const Entity& whole) {
  const auto type = field(whole, "content-type");
  const auto begin = type.find("boundary=\"");
  if (!type.starts_with("multipart/alternative") || begin == type.npos) return {};
  const auto name = type.substr(begin + 10, type.find('"', begin + 10) - begin - 10);
  const auto line = "\n--" + std::string(name);
  const auto body = "\n" + whole.body;
  std::vector<Entity> parts;
  for (auto at = body.find(line); at != body.npos;) {
    const auto from = body.find('\n', at + 1);
    at = body.find(line, at + 1);
    if (from == body.npos || at == body.npos) break;
    if (at <= from) continue;  // two such lines with nothing between
    parts.push_back(entity_of(std::string_view(body).substr(from + 1, at - from - 1)));
  }
  return parts;
}

}  // namespace

ReadMail read_mime(std::string_view mail) {
  const auto whole = entity_of(mail);
  auto recipient = field(whole, "to");
  if (recipient.starts_with('<') && recipient.ends_with('>')) {
    recipient = recipient.substr(1, recipient.size() - 2);
  }
  ReadMail read{readable(std::string(recipient)),
                readable(from_encoded_words(field(whole, "subject"))),
                readable(std::string(field(whole, "date"))), "", ""};
  const auto parts = parts_of(whole);
  if (parts.empty()) read.text = decoded_body(whole);
  for (const auto& part : parts) {
    const bool is_html = field(part, "content-type").starts_with("text/html");
    (is_html ? read.html : read.text) += decoded_body(part);
  }
  return read;
}

}  // namespace courier
