#include "pages/words.h"

#include "base/calendar.h"
#include "model/browser.h"

namespace pages {

templates::Values browser_words(std::string_view user_agent) {
  const auto browser = model::browser_of(user_agent);
  templates::Values values;
  if (!browser.name.empty()) values.emplace_back("browser", browser.name);
  if (!browser.system.empty()) values.emplace_back("system", browser.system);
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
  return {{"date", base::date_of(then)}};
}

}  // namespace pages
