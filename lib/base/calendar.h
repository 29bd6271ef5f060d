#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

/// Writes moments as people and protocols do, all in UTC, and reads the one form that we accept.
namespace base {

std::string rfc3339(Time time);              ///< "2026-01-31T12:00:00Z" (RFC 3339 section 5.6)
std::string rfc3339_with_millis(Time time);  ///< "2026-01-31T12:00:00.123Z"
std::string rfc3339_with_offset(Time time);  ///< "2026-01-31T12:00:00+00:00"
std::string date_of(Time time);              ///< "2026-01-31"
std::string to_the_minute(Time time);        ///< "2026-01-31 12:00 UTC"
std::string mail_date(Time time);  ///< "Sat, 31 Jan 2026 12:00:00 +0000" (RFC 5322 section 3.3)

/// The moment of a header "Date" (RFC 9110 section 5.6.7, the one form that may be sent): "Sat, 31
/// Jan 2026 12:00:00 GMT". Nothing for any other text, for a day that does not exist and for a
/// weekday that does not match the date.
std::optional<Time> parse_http_date(std::string_view text);

/// When the month began.
Time month_of(Time time);

}  // namespace base
