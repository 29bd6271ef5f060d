#include "token/tokens.h"

#include "accounts/issuers/jwt_tokens.h"
#include "token/forms.h"

namespace token {

using gateway::Method;
using gateway::Response;
using guards::Access;

void Tokens::mount(guards::Api& api) {
  api.add(*this,
          {{Method::get, "/token", Access::proving, &Tokens::give},
           {Method::get, "/check", Access::anyone, &Tokens::check},
           {Method::get, "/refresh_token", Access::password_token, &Tokens::give_refresh_token},
           {Method::del, "/refresh_token", Access::user_token, &Tokens::revoke_refresh_token}});
}

Response Tokens::give(const router::Call& call) {
  const Form form(call.request, deps_.hardened);
  const auto user = form.required("user");
  const auto password = form.secret("pass").value_or("");
  if (!password.empty()) {
    return Response::text(
        deps_.jwt_tokens.with_password(user, password, deps_.origin_of(call.request)));
  }
  return Response::text(deps_.jwt_tokens.with_refresh_token(form.required_secret("user")));
}

Response Tokens::check(const router::Call& call) {
  const Form form(call.request, deps_.hardened);
  const auto token = deps_.jwt_tokens.check(form.required_secret("access_token"));
  return Response::json(token.payload + "\n");
}

Response Tokens::give_refresh_token(const router::Call& call, const guards::TokenCaller& caller) {
  return Response::text(
      deps_.jwt_tokens.refresh_token(caller.account, deps_.origin_of(call.request)));
}

Response Tokens::revoke_refresh_token(const router::Call& call, const guards::TokenCaller& caller) {
  const Form form(call.request, deps_.hardened);
  deps_.jwt_tokens.revoke(form.required_secret("refresh_token"), caller.account,
                          deps_.origin_of(call.request));
  return Response::no_content();
}

}  // namespace token
