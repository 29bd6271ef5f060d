#include "pages/words.h"

#include <array>
#include <cstdio>
#include <span>

namespace pages {
namespace {

struct Mark {
  std::string_view part;  ///< of a User-Agent
  const char* name;
};

/// Browsers name those that they descend from as well: the particular stand before the general.
constexpr Mark kBrowsers[] = {
    {"Edg", "Edge"},         {"OPR/", "Opera"},
    {"Vivaldi/", "Vivaldi"}, {"SamsungBrowser/", "Samsung Internet"},
    {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"},
    {"CriOS/", "Chrome"},    {"Chromium/", "Chromium"},
    {"Chrome/", "Chrome"},   {"Safari/", "Safari"},
    {"curl/", "curl"},
};
constexpr Mark kSystems[] = {
    {"Android", "Android"}, {"iPhone", "iPhone"},  {"iPad", "iPad"},   {"Windows", "Windows"},
    {"CrOS", "ChromeOS"},   {"Mac OS X", "macOS"}, {"Linux", "Linux"}, {"BSD", "BSD"},
};

void add_first(templates::Values& values, const char* name, std::string_view user_agent,
               std::span<const Mark> marks) {
  for (const auto& mark : marks) {
    if (user_agent.find(mark.part) == user_agent.npos) continue;
    values.emplace_back(name, mark.name);
    return;
  }
}

}  // namespace

templates::Values browser_words(std::string_view user_agent) {
  templates::Values values;
  add_first(values, "browser", user_agent, kBrowsers);
  add_first(values, "system", user_agent, kSystems);
  return values;
}

templates::Values when_words(base::Time then, base::Time now) {
  const auto age = now - then;
  if (age < std::chrono::minutes(2)) return {{"now", true}};
  if (age < std::chrono::hours(1)) {
    return {{"minutes", std::to_string(std::chrono::floor<std::chrono::minutes>(age).count())}};
  }
  if (age < std::chrono::hours(24)) {
    return {{"hours", std::to_string(std::chrono::floor<std::chrono::hours>(age).count())}};
  }
  return {{"date", date_words(then)}};
}

std::string date_words(base::Time time) {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(time));
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

}  // namespace pages
