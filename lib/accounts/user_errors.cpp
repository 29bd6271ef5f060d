#include "accounts/user_errors.h"

#include <utility>

namespace accounts {
namespace {

base::Error error(base::ErrorCode code, std::string text, const char* subject) {
  return base::Error(code, {std::move(text)}).about(subject);
}

}  // namespace

using base::ErrorCode;

base::Error user_exists(std::string user) {
  return error(ErrorCode::conflict, std::move(user), "user").under("account.name_taken");
}

base::Error user_deactivated(std::string user) {
  return error(ErrorCode::forbidden, std::move(user), "user").under("account.inactive");
}

base::Error user_unknown(std::string user) {
  return error(ErrorCode::not_found, std::move(user), "user");
}

base::Error password_wrong(std::string user) {
  return error(ErrorCode::unauthorized, std::move(user), "pass");
}

base::Error token_invalid(std::string text) {
  return error(ErrorCode::invalid_argument, std::move(text), "token");
}

base::Error token_type_wrong(std::string text) {
  return error(ErrorCode::invalid_argument, std::move(text), "token_type");
}

}  // namespace accounts
