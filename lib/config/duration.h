#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace config {

/// The one type of a length of time in the configuration.
using Duration = std::chrono::seconds;

/// "600s", "15m", "12h" or "30d"; or a plain number of what the key is counted in. Nothing for any
/// other text; what is too long for the type is as long as the type can tell.
std::optional<Duration> parse_duration(std::string_view text, Duration counted_in);

/// The same of a number.
Duration times(std::int64_t number, Duration counted_in);

/// In the largest unit that says it whole: "30d", "36h", "90s".
std::string to_text(Duration duration);

}  // namespace config
