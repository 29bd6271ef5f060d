#include "account/tokens.h"

#include "account/forms.h"
#include "account/views.h"

namespace account {

using gateway::Method;
using gateway::Response;
using router::Access;

void Tokens::mount(router::Api& api) {
  api.add(*this, {{Method::get, "/account/tokens", Access::account_token, &Tokens::list},
                  {Method::del, "/account/tokens", Access::account_token, &Tokens::revoke}});
}

Response Tokens::list(const router::Call& call) {
  return Response::json(tokens_view(deps_.tokens.list(call.caller.account)));
}

Response Tokens::revoke(const router::Call& call) {
  const auto form = TokenForm::parse(call.request);
  deps_.tokens.revoke(form.token, call.caller.account, deps_.origin_of(call.request));
  return Response::ok();
}

}  // namespace account
