#include <algorithm>
#include <array>

#include "config/keys.h"

namespace config {
namespace {

std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

std::string fault_of_word(std::string_view text, const std::vector<std::string_view>& allowed) {
  std::string list;
  for (const auto word : allowed) {
    if (word == text) return {};
    list += (list.empty() ? "" : ", ") + in_quotes(word);
  }
  return "must be one of " + list;
}

std::string_view name_of(Duration unit) {
  if (unit == days{1}) return "days";
  if (unit == hours{1}) return "hours";
  return unit == minutes{1} ? "minutes" : "seconds";
}

}  // namespace

Key Key::within(std::int64_t least, std::int64_t most) && {
  range = Range{least, most};
  return std::move(*this);
}

Key Key::within(Duration least, Duration most) && {
  return std::move(*this).within(least.count(), most.count());
}

Key Key::one_of(std::initializer_list<std::string_view> allowed) && {
  words = allowed;
  return std::move(*this);
}

Key Key::formerly(std::string_view old_name) && {
  former = old_name;
  return std::move(*this);
}

Key Key::plain_in(Duration unit) && {
  counted_in = unit;
  return std::move(*this);
}

Key Key::or_one() && {
  may_be_one = true;
  return std::move(*this);
}

std::string Key::fault_of(const Value& value) const {
  if (const auto* text = std::get_if<std::string>(&value); text != nullptr && !words.empty()) {
    return fault_of_word(*text, words);
  }
  const auto* duration = std::get_if<Duration>(&value);
  const auto* number = std::get_if<std::int64_t>(&value);
  if (!range || (duration == nullptr && number == nullptr)) return {};
  const auto count = duration != nullptr ? duration->count() : *number;
  if (count >= range->least && count <= range->most) return {};
  const auto shown = [&](std::int64_t bound) {
    return duration != nullptr ? in_quotes(to_text(Duration{bound})) : std::to_string(bound);
  };
  return "must be from " + shown(range->least) + " to " + shown(range->most);
}

std::string Key::wanted() const {
  static constexpr std::array types{"text in quotes", "a whole number without quotes",
                                    "a list of texts: [\"a\", \"b\"]", "true or false"};
  const auto standard = get(Config{});
  if (may_be_one) return std::string("text in quotes, or ") + types[standard.index()];
  if (standard.index() < types.size()) return types[standard.index()];
  return R"(a time such as "90s", "15m", "12h" or "30d", or a plain number of )" +
         std::string(name_of(counted_in));
}

const Key* find_key(std::string_view name) {
  const auto found = std::ranges::find_if(keys(), [&](const Key& key) {
    return key.name == name || (!key.former.empty() && key.former == name);
  });
  return found == keys().end() ? nullptr : &*found;
}

std::string environment_name(std::string_view key) {
  std::string name = "DOORWARD_";
  for (const char c : key) {
    const bool is_lower = c >= 'a' && c <= 'z';
    name += c == '.' ? '_' : is_lower ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return name;
}

}  // namespace config
