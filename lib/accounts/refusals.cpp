#include "accounts/refusals.h"

namespace accounts {

using base::Error;
using base::ErrorCode;

Error account_gone() {
  return Error(ErrorCode::unauthorized, {"This account does not exist any more."});
}

Error account_blocked() {
  return Error(ErrorCode::forbidden, {"The account is blocked."}).under("account.blocked");
}

Error sign_in_ended() { return Error(ErrorCode::unauthorized, {"The sign-in has ended."}); }

Error not_your_password(const char* field) {
  return Error(ErrorCode::unauthorized, {"This is not your password."}).about(field);
}

Error unknown_token(const char* rule, std::string detail) {
  return Error(ErrorCode::unauthorized, {"The token is not valid."}, {std::move(detail)})
      .under(rule);
}

Error no_mail_address(ErrorCode code) {
  return Error(code, {"This is not an e-mail address."}).about("email").under("address.malformed");
}

void refuse_until(std::chrono::seconds delay, const char* rule) {
  if (delay == std::chrono::seconds{0}) return;
  throw Error(ErrorCode::too_many_requests, {"There were too many attempts; try again later."})
      .under(rule)
      .retry_in(delay);
}

void refuse_unfit(std::string_view password, model::PasswordPolicy policy) {
  const auto fault = fault_of(password, policy);
  if (fault.empty()) return;
  throw Error(ErrorCode::invalid_argument, {std::string(fault)}).about("password");
}

}  // namespace accounts
