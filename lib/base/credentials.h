#pragma once

#include <string>
#include <string_view>

namespace base {

/// The text (a message, or the value of a setting) with "***" in place of the credentials in its
/// URLs: everything between "//" and '@', or between ':' and '@' where the scheme is missing or has
/// no "//" ("sqlite:bob:sesame@db.example/x"). Every URL that we print or log goes through this.
std::string without_credentials(std::string_view text);

}  // namespace base
