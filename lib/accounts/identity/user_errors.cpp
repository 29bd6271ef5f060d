#include "accounts/identity/user_errors.h"

#include <utility>

#include "accounts/invalid.h"

namespace accounts {

using base::Error;
using base::ErrorCode;

Error user_exists(std::string user) {
  return Error(ErrorCode::conflict).under("account.name_taken").naming(std::move(user));
}

Error user_deactivated(std::string user) {
  return Error(ErrorCode::forbidden).under("account.inactive").naming(std::move(user));
}

Error user_unknown(std::string user) {
  return Error(ErrorCode::not_found).under("account.unknown").naming(std::move(user));
}

Error password_wrong(std::string user) {
  return Error(ErrorCode::unauthorized).under("password.wrong").naming(std::move(user));
}

Error token_invalid(std::string token) { return fault("token.invalid", "", std::move(token)); }

Error not_a_refresh_token() { return fault("token.no_refresh_token"); }

Error not_an_access_token() { return fault("token.no_access_token"); }

}  // namespace accounts
