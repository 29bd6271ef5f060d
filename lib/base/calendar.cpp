#include "base/calendar.h"

#include <algorithm>
#include <array>

#include "base/number.h"

namespace base {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> kWeekdays{"Sun", "Mon", "Tue", "Wed",
                                                    "Thu", "Fri", "Sat"};

/// The letters that stand for the parts of a moment: n is the month, f a fraction of a second.
constexpr std::string_view kLetters = "yndhmsf";

std::array<std::int64_t, kLetters.size()> parts_of(Time time) {
  const auto midnight = floor<days>(time);
  const year_month_day date(midnight);
  const std::chrono::hh_mm_ss clock(time - midnight);
  return {static_cast<int>(date.year()),     static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day()), clock.hours().count(),
          clock.minutes().count(),           clock.seconds().count(),
          clock.subseconds().count()};
}

/// Formats a moment by a picture: a run of one letter becomes that many digits of its part, and
/// everything else stays as it is.
std::string drawn(std::string picture, Time time) {
  const auto parts = parts_of(time);
  for (auto begin = picture.find_first_of(kLetters); begin != picture.npos;
       begin = picture.find_first_of(kLetters, begin)) {
    const auto end = std::min(picture.find_first_not_of(picture[begin], begin), picture.size());
    auto number = parts[kLetters.find(picture[begin])];
    for (auto at = end; at > begin; number /= 10) {
      picture[--at] = static_cast<char>('0' + number % 10);
    }
  }
  return picture;
}

/// A 0 stands for a digit, an A for any character, the rest for itself.
constexpr std::string_view kHttpForm = "AAA, 00 AAA 0000 00:00:00 GMT";

bool has_form(std::string_view text) {
  const auto fits = [](char c, char form) {
    return form == '0' ? c >= '0' && c <= '9' : form == 'A' || c == form;
  };
  return text.size() == kHttpForm.size() &&
         std::equal(text.begin(), text.end(), kHttpForm.begin(), kHttpForm.end(), fits);
}

template <typename Names>
std::optional<unsigned> place_in(const Names& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<unsigned>(found - names.begin());
}

/// "31 Jan 2026"; nothing when there is no such day.
std::optional<sys_days> day_in(std::string_view text) {
  const auto month = place_in(kMonths, text.substr(3, 3));
  if (!month) return std::nullopt;
  const year_month_day date(std::chrono::year(number_in<int>(text.substr(7, 4)).value()),
                            std::chrono::month(*month + 1),
                            std::chrono::day(number_in<unsigned>(text.substr(0, 2)).value()));
  return date.ok() ? std::optional<sys_days>(date) : std::nullopt;
}

}  // namespace

std::string rfc3339(Time time) { return drawn("yyyy-nn-ddThh:mm:ssZ", time); }
std::string rfc3339_with_millis(Time time) { return drawn("yyyy-nn-ddThh:mm:ss.fffZ", time); }
std::string rfc3339_with_offset(Time time) { return drawn("yyyy-nn-ddThh:mm:ss+00:00", time); }
std::string date_of(Time time) { return drawn("yyyy-nn-dd", time); }
std::string to_the_minute(Time time) { return drawn("yyyy-nn-dd hh:mm UTC", time); }

std::string mail_date(Time time) {
  const auto day = floor<days>(time);
  const year_month_day date(day);
  return std::string(kWeekdays[weekday(day).c_encoding()]) + ", " +
         std::to_string(static_cast<unsigned>(date.day())) + " " +
         std::string(kMonths[static_cast<unsigned>(date.month()) - 1]) +
         drawn(" yyyy hh:mm:ss +0000", time);
}

std::optional<Time> parse_http_date(std::string_view text) {
  if (!has_form(text)) return std::nullopt;
  const auto named = place_in(kWeekdays, text.substr(0, 3));
  const auto day = day_in(text.substr(5, 11));
  const auto number = [&](std::size_t at) { return number_in<int>(text.substr(at, 2)).value(); };
  if (number(17) > 23 || number(20) > 59 || number(23) > 60) return std::nullopt;
  if (!named || !day || weekday(*day) != weekday(*named)) return std::nullopt;
  return *day + std::chrono::hours(number(17)) + std::chrono::minutes(number(20)) +
         std::chrono::seconds(number(23));
}

Time month_of(Time time) {
  const year_month_day date(floor<days>(time));
  return sys_days(date.year() / date.month() / 1);
}

}  // namespace base
