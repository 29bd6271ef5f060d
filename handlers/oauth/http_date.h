#pragma once

#include <optional>
#include <string_view>

#include "base/clock.h"

namespace oauth_api {

/// The time of a header "Date" (RFC 9110 section 5.6.7, the one form that may be sent):
/// "Sat, 21 Nov 2026 19:44:29 GMT". Nothing for any other text, a day that does not exist or is not
/// that day of the week.
std::optional<base::Time> parse_http_date(std::string_view text);

}  // namespace oauth_api
