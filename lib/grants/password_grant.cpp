#include "grants/password_grant.h"

#include "grants/errors.h"

namespace grants {

accounts::Proof PasswordGrant::proof_of(const TokenRequest& request) {
  const auto login = request.required("username");
  auto checked = check_.check_login(login, request.required("password"), request.origin);
  if (!checked.proof) throw wrong_password();
  return *std::move(checked.proof);
}

}  // namespace grants
