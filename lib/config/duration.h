#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace config {

/// The type of every length of time in the configuration.
using Duration = std::chrono::seconds;

/// Reads "600s", "15m", "12h" or "30d", or a plain number in units of `counted_in`. Nothing for any
/// other text. A duration that is too long for the type becomes the longest one.
std::optional<Duration> parse_duration(std::string_view text, Duration counted_in);

/// The same for a number.
Duration times(std::int64_t number, Duration counted_in);

/// Writes a duration in the largest unit in which it is a whole number: "30d", "36h", "90s".
std::string to_text(Duration duration);

}  // namespace config
