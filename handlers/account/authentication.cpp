#include "account/authentication.h"

#include "accounts/proof/tokens.h"
#include "base/error.h"

namespace account {

using base::Error;
using base::ErrorCode;

guards::AccountCaller Authentication::required(const gateway::Request& request) const {
  const auto token = request.bearer_token();
  if (!token) {
    throw Error(ErrorCode::unauthorized,
                {"Send an access token: \"Authorization: Bearer <token>\"."})
        .under("token.missing");
  }
  return {tokens_.authenticate(*token).account};
}

}  // namespace account
