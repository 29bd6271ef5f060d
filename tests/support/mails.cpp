#include "support/mails.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <string_view>

#include "support/scratch.h"

namespace {

namespace fs = std::filesystem;

std::string_view header_line(std::string_view mail, std::string_view name) {
  const auto head = mail.substr(0, mail.find("\r\n\r\n"));
  const auto at = head.find(std::string("\r\n") + std::string(name) + ":");
  if (at == std::string_view::npos) return {};
  const auto line = head.substr(at + 2);
  return line.substr(0, line.find("\r\n"));
}

bool is_hex(char letter) { return std::isxdigit(static_cast<unsigned char>(letter)) != 0; }

/// Undoes quoted-printable (RFC 2045 section 6.7); other text stays as it is.
std::string decoded(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at, 3) == "=\r\n") {
      at += 2;
    } else if (text[at] == '=' && at + 2 < text.size() && is_hex(text[at + 1]) &&
               is_hex(text[at + 2])) {
      plain += static_cast<char>(std::stoi(std::string(text.substr(at + 1, 2)), nullptr, 16));
      at += 2;
    } else {
      plain += text[at];
    }
  }
  return plain;
}

}  // namespace

std::vector<std::string> mails_in(const std::string& directory, const std::string& recipient) {
  std::vector<std::pair<fs::file_time_type, std::string>> found;
  std::error_code none;  // the directory is made with the first mail
  for (const auto& entry : fs::directory_iterator(directory, none)) {
    if (entry.path().extension() != ".eml") continue;
    auto mail = "\r\n" + read_file(entry.path());
    if (header_line(mail, "To").find(recipient) == std::string_view::npos) continue;
    found.emplace_back(entry.last_write_time(), std::move(mail));
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string> mails;
  for (auto& [time, mail] : found) mails.push_back(std::move(mail));
  return mails;
}

std::string token_in(const std::string& mail) {
  const auto plain = decoded(mail);
  const std::string_view mark = "token=";
  const auto at = plain.find(mark);
  if (at == std::string::npos) return {};
  const auto begin = plain.begin() + static_cast<std::ptrdiff_t>(at + mark.size());
  return {begin, std::find_if_not(begin, plain.end(), [](unsigned char letter) {
            return std::isalnum(letter) != 0 || letter == '_' || letter == '-';
          })};
}
