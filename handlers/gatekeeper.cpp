#include "gatekeeper.h"

#include "base/error.h"

using router::Access;
using router::Caller;

namespace {

Caller caller_of(const accounts::UserToken& token) { return {token.account, token.id}; }

}  // namespace

Caller Gatekeeper::admit(Access access, const gateway::Request& request) {
  if (access == Access::anyone) return {};
  deps_.gate.admit(request.client_address);
  switch (access) {
    case Access::account_token:
      return holder_of_account_token(request);
    case Access::user_token:
      return caller_of(deps_.users.required(request));
    case Access::password_token:
      return caller_of(deps_.users.by_password(request));
    case Access::upstream_token:
      return deps_.people.by_token(request);
    case Access::portal_account:
      return deps_.people.by_account(request);
    default:
      return {};
  }
}

Caller Gatekeeper::holder_of_account_token(const gateway::Request& request) {
  const auto text = request.bearer_token();
  if (!text) {
    throw base::Error(base::ErrorCode::unauthorized,
                      {"Send an access token: \"Authorization: Bearer <token>\"."});
  }
  const auto token = deps_.tokens.authenticate(*text);
  return {token.account, token.id};
}
