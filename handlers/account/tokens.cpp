#include "account/tokens.h"

#include "account/forms.h"
#include "account/views.h"
#include "accounts/proof/tokens.h"

namespace account {

using gateway::Method;
using gateway::Response;
using guards::Access;

void Tokens::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/account/tokens", Access::account_token, &Tokens::list},
                  {Method::del, "/account/tokens", Access::account_token, &Tokens::revoke}});
}

Response Tokens::list(const router::Call& /*call*/, const guards::AccountCaller& caller) {
  return Response::json(tokens_view(deps_.account_tokens.list(caller.account)));
}

Response Tokens::revoke(const router::Call& call, const guards::AccountCaller& caller) {
  const auto form = TokenForm::parse(call.request);
  deps_.account_tokens.revoke(form.token, caller.account, deps_.origin_of(call.request));
  return Response::ok();
}

}  // namespace account
