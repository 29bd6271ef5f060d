#include "crypto/ssh_public_file.h"

#include <algorithm>
#include <vector>

#include "base/encoding.h"
#include "base/error.h"
#include "base/text.h"
#include "crypto/evp.h"
#include "crypto/ssh_wire.h"

namespace crypto {
namespace {

constexpr std::string_view kBegin = "---- BEGIN SSH2 PUBLIC KEY ----";
constexpr std::string_view kEnd = "---- END SSH2 PUBLIC KEY ----";

struct PemForm {
  std::string_view begin;
  const char* advice;
};

constexpr PemForm kPemForms[] = {
    {"-----BEGIN PUBLIC KEY-----",
     "it is in the form of PEM; give what ssh-keygen -i -m PKCS8 -f FILE prints of it"},
    {"-----BEGIN RSA PUBLIC KEY-----",
     "it is in the form of PEM; give what ssh-keygen -i -m PEM -f FILE prints of it"},
    {"-----BEGIN CERTIFICATE-----", "it is a certificate"},
};

using Lines = std::vector<std::string_view>;

Lines lines_in(std::string_view text) {
  Lines lines;
  for (const auto line : base::split(text, '\n')) {
    lines.push_back(line.ends_with('\r') ? base::trimmed(line.substr(0, line.size() - 1)) : line);
  }
  std::erase(lines, "");
  return lines;
}

/// A header of several lines has a backslash at the end of each but its last (RFC 4716 section
/// 3.3).
std::string take_header(Lines::const_iterator& line, Lines::const_iterator end) {
  std::string header(*line++);
  while (header.ends_with('\\') && line != end) header.replace(header.size() - 1, 1, *line++);
  return header;
}

std::string comment_in(const std::string& header) {
  constexpr std::string_view name = "comment:";
  if (!base::ascii_lower(header).starts_with(name)) return {};
  auto text = base::trimmed(std::string_view(header).substr(name.size()));
  if (text.size() > 1 && text.front() == '"' && text.back() == '"') {
    text = text.substr(1, text.size() - 2);
  }
  return std::string(text);
}

std::string converted(const Lines& lines) {
  std::string comment;
  std::string base64;
  for (auto line = lines.begin() + 1; line != lines.end() - 1;) {
    if (line->find(':') == line->npos) {
      base64 += *line++;
    } else if (const auto found = comment_in(take_header(line, lines.end() - 1)); !found.empty()) {
      comment = " " + found;
    }
  }
  const auto blob = base::from_base64(base64);
  if (!blob) refuse_key("The SSH key is no base64.");
  return std::string(SshReader(*blob).text()) + " " + base64 + comment;
}

void refuse_pem(std::string_view text) {
  for (const auto& form : kPemForms) {
    if (text.find(form.begin) == text.npos) continue;
    throw base::Error(base::ErrorCode::unprocessable, {form.advice});
  }
}

}  // namespace

std::string openssh_line_of(std::string_view text) {
  refuse_pem(text);
  if (text.find(kBegin) == text.npos) return std::string(text);
  const auto lines = lines_in(text);
  const bool whole = lines.size() > 2 && lines.front() == kBegin && lines.back() == kEnd;
  if (!whole) refuse_key("The SSH key is cut off, or has something around it.");
  return converted(lines);
}

}  // namespace crypto
