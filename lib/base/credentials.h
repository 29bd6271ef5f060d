#pragma once

#include <string>
#include <string_view>

namespace base {

/// A text, as a message or the value of a setting, with "***" in place of whoever signs in by a URL
/// in it: of all that stands between "//" and '@', or between ':' and '@' where a scheme is missing
/// or is another's ("sqlite:bob:sesame@db.example/x"). What we print or log of a URL goes through
/// this.
std::string without_credentials(std::string_view text);

}  // namespace base
