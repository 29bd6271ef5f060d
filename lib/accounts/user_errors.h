#pragma once

#include <string>

#include "base/error.h"

/// What the token API's use cases refuse. Its document wants a value as the message of each, mostly
/// the name of the user: that value is the public text.
namespace accounts {

base::Error user_exists(std::string user);       ///< conflict, about "user"
base::Error user_deactivated(std::string user);  ///< forbidden, about "user"
base::Error user_unknown(std::string user);      ///< not_found, about "user"
base::Error password_wrong(std::string user);    ///< unauthorized, about "pass"
base::Error token_invalid(std::string text);     ///< invalid_argument, about "token"
base::Error token_type_wrong(std::string text);  ///< invalid_argument, about "token_type"

}  // namespace accounts
