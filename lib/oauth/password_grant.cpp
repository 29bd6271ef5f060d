#include "oauth/password_grant.h"

#include "oauth/errors.h"

namespace oauth {

accounts::Proof PasswordGrant::proof_of(const TokenRequest& request) {
  const auto login = request.required("username");
  auto checked = check_.check_login(login, request.required("password"), request.origin);
  if (!checked.proof) throw wrong_password();
  return *std::move(checked.proof);
}

}  // namespace oauth
