#include <algorithm>
#include <optional>

#include "base/text.h"
#include "templates/templates.h"

namespace templates {
namespace {

constexpr std::size_t kLongestHeader = 1024;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A weight in thousandths (RFC 9110 section 12.4.2); nothing for any other text.
std::optional<int> weight_of(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  int weight = (text[0] - '0') * 1000;
  int unit = 100;
  for (const char c : text.substr(std::min<std::size_t>(2, text.size()))) {
    if (!is_digit(c)) return std::nullopt;
    weight += (c - '0') * unit;
    unit /= 10;
  }
  return weight <= 1000 ? std::optional(weight) : std::nullopt;
}

struct Range {
  std::string_view tag;
  int weight = 1000;
};

std::optional<Range> range_of(std::string_view element) {
  const auto semicolon = std::min(element.find(';'), element.size());
  Range range{base::trimmed(element.substr(0, semicolon))};
  if (semicolon == element.size()) return range;
  const auto parameter = base::trimmed(element.substr(semicolon + 1));
  if (!base::equals_ignoring_case(parameter.substr(0, 2), "q=")) return std::nullopt;
  const auto weight = weight_of(parameter.substr(2));
  if (!weight) return std::nullopt;
  range.weight = *weight;
  return range;
}

// RFC 4647 section 3.4: the tag itself, then the tag with its last part cut off, and so on.
const std::string* look_up(std::string_view tag, const std::vector<std::string>& offered) {
  while (!tag.empty()) {
    for (const auto& language : offered) {
      if (base::equals_ignoring_case(language, tag)) return &language;
    }
    const auto dash = tag.rfind('-');
    tag = dash == tag.npos ? std::string_view{} : tag.substr(0, dash);
  }
  return nullptr;
}

}  // namespace

std::string choose_language(std::string_view accept_language,
                            const std::vector<std::string>& offered, const std::string& fallback) {
  if (accept_language.size() > kLongestHeader) return fallback;
  const std::string* best = nullptr;
  int weight = 0;
  for (const auto element : base::split(accept_language, ',')) {
    const auto range = range_of(element);
    if (!range || range->weight <= weight) continue;
    const auto* match = range->tag == "*" ? &fallback : look_up(range->tag, offered);
    if (match == nullptr) continue;
    best = match;
    weight = range->weight;
  }
  return best == nullptr ? fallback : *best;
}

}  // namespace templates
