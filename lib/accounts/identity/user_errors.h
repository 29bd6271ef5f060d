#pragma once

#include <string>

#include "base/error.h"

/// What refuses accounts of a name and a password alone, and their signed tokens: each under the
/// rule beside it, naming the user, or the token.
namespace accounts {

base::Error user_exists(std::string user);       ///< conflict, "account.name_taken"
base::Error user_deactivated(std::string user);  ///< forbidden, "account.inactive"
base::Error user_unknown(std::string user);      ///< not_found, "account.unknown"
base::Error password_wrong(std::string user);    ///< unauthorized, "password.wrong"
base::Error token_invalid(std::string token);    ///< invalid_argument, "token.invalid"
base::Error not_a_refresh_token();               ///< invalid_argument, "token.no_refresh_token"
base::Error not_an_access_token();               ///< invalid_argument, "token.no_access_token"

}  // namespace accounts
