#pragma once

#include <string_view>

#include "base/clock.h"
#include "templates/templates.h"

namespace pages {

/// A browser by the name that people know: "browser" ("Firefox") and "system" ("Linux"), each left
/// out when the text does not tell.
templates::Values browser_words(std::string_view user_agent);

/// How long ago something was: "now", "minutes", "hours" or, for more than a day, "date".
templates::Values when_words(base::Time then, base::Time now);

}  // namespace pages
