#include "config/duration.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/number.h"

namespace config {
namespace {

struct Unit {
  char letter;
  Duration length;
};

// The units, largest first.
constexpr std::array kUnits{Unit{'d', std::chrono::days{1}}, Unit{'h', std::chrono::hours{1}},
                            Unit{'m', std::chrono::minutes{1}}, Unit{'s', Duration{1}}};

}  // namespace

Duration times(std::int64_t number, Duration counted_in) {
  const auto most = Duration::max() / counted_in;
  return std::clamp(number, -most, most) * counted_in;
}

std::optional<Duration> parse_duration(std::string_view text, Duration counted_in) {
  for (const auto& [letter, length] : kUnits) {
    if (!text.ends_with(letter)) continue;
    text.remove_suffix(1);
    counted_in = length;
    break;
  }
  const auto number = base::number_in<std::int64_t>(text);
  return number ? std::optional(times(*number, counted_in)) : std::nullopt;
}

std::string to_text(Duration duration) {
  const auto* const unit = std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& each) {
    return duration % each.length == Duration::zero() &&
           (duration != Duration::zero() || each.letter == 's');
  });
  return std::to_string(duration / unit->length) + unit->letter;
}

}  // namespace config
