#include "oauth/http_date.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace oauth_api {

namespace {

using Names = std::array<std::string_view, 12>;
constexpr Names kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> kWeekdays{"Sun", "Mon", "Tue", "Wed",
                                                    "Thu", "Fri", "Sat"};
/// A 0 stands for a digit, an A for any character, the rest for itself.
constexpr std::string_view kForm = "AAA, 00 AAA 0000 00:00:00 GMT";

bool has_form(std::string_view text) {
  const auto fits = [](char c, char form) {
    return form == '0' ? c >= '0' && c <= '9' : form == 'A' || c == form;
  };
  return text.size() == kForm.size() &&
         std::equal(text.begin(), text.end(), kForm.begin(), kForm.end(), fits);
}

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

template <typename List>
std::optional<unsigned> place_in(const List& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<unsigned>(found - names.begin());
}

}  // namespace

std::optional<base::Time> parse_http_date(std::string_view text) {
  if (!has_form(text)) return std::nullopt;
  const auto weekday = place_in(kWeekdays, text.substr(0, 3));
  const auto month = place_in(kMonths, text.substr(8, 3));
  const int hour = number(text.substr(17, 2));
  const int minute = number(text.substr(20, 2));
  const int second = number(text.substr(23, 2));
  if (!weekday || !month || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  const std::chrono::year_month_day date{
      std::chrono::year(number(text.substr(12, 4))), std::chrono::month(*month + 1),
      std::chrono::day(static_cast<unsigned>(number(text.substr(5, 2))))};
  if (!date.ok()) return std::nullopt;
  const std::chrono::sys_days day(date);
  if (std::chrono::weekday(day) != std::chrono::weekday(*weekday)) return std::nullopt;
  return day + std::chrono::hours(hour) + std::chrono::minutes(minute) +
         std::chrono::seconds(second);
}

}  // namespace oauth_api
