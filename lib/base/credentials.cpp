#include "base/credentials.h"

#include <algorithm>

namespace base {
namespace {

constexpr std::string_view kBetweenWords = " \t\r\n\"'<>(),;";

/// Where credentials begin in a word whose last '@' is at `end`; `end` when there are none.
std::size_t begin_of(std::string_view word, std::size_t end) {
  const auto head = word.substr(0, end);
  if (const auto slashes = head.find("//"); slashes != head.npos) return slashes + 2;
  const auto colon = head.rfind(':');
  const bool is_password = colon != head.npos && head.find('/', colon) == head.npos;
  if (!is_password) return end;
  const auto before = head.find_last_of(":/", colon == 0 ? 0 : colon - 1);
  return before == head.npos || before >= colon ? 0 : before + 1;
}

void append_word(std::string& out, std::string_view word) {
  const auto at = word.rfind('@');
  const auto begin = at == word.npos ? at : begin_of(word, at);
  if (begin >= at) {
    out += word;
    return;
  }
  out.append(word.substr(0, begin)).append("***").append(word.substr(at));
}

}  // namespace

std::string without_credentials(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(kBetweenWords), text.size());
    append_word(out, text.substr(0, end));
    const auto next = std::min(text.find_first_not_of(kBetweenWords, end), text.size());
    out += text.substr(end, next - end);
    text.remove_prefix(next);
  }
  return out;
}

}  // namespace base
