#include "model/browser.h"

#include <span>

namespace model {
namespace {

struct Mark {
  std::string_view part;  ///< of a User-Agent
  const char* name;
};

/// Browsers also name those that they descend from, so the specific ones come before the general
/// ones.
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

std::string first_in(std::string_view user_agent, std::span<const Mark> marks) {
  for (const auto& mark : marks) {
    if (user_agent.find(mark.part) != user_agent.npos) return mark.name;
  }
  return {};
}

constexpr std::size_t kLookedAt = 512;

}  // namespace

Browser browser_of(std::string_view user_agent) {
  const auto front = user_agent.substr(0, kLookedAt);
  return {first_in(front, kBrowsers), first_in(front, kSystems)};
}

}  // namespace model
