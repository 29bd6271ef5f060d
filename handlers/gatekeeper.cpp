#include "gatekeeper.h"

#include "base/error.h"

router::Caller Gatekeeper::admit(router::Access access, const gateway::Request& request) {
  if (access == router::Access::anyone) return {};
  deps_.gate.admit(request.client_address);
  if (access == router::Access::gated) return {};
  const auto text = request.bearer_token();
  if (!text) {
    throw base::Error(base::ErrorCode::unauthorized,
                      {"Send an access token: \"Authorization: Bearer <token>\"."});
  }
  const auto token = deps_.tokens.authenticate(*text);
  return {token.account, token.id};
}
