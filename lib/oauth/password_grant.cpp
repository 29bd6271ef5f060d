#include "oauth/password_grant.h"

#include "oauth/errors.h"

namespace oauth {

model::Account PasswordGrant::owner_of(const TokenRequest& request) {
  const auto login = request.required("username");
  auto checked = check_.check_login(login, request.required("password"), request.origin);
  if (!checked.right) throw wrong_password();
  return *std::move(checked.account);
}

}  // namespace oauth
