#include "token/users.h"

#include "accounts/identity/plain_accounts.h"
#include "token/authentication.h"
#include "token/forms.h"

namespace token {

using gateway::Method;
using gateway::Response;
using guards::Access;

void Users::mount(guards::Api& api) {
  api.add(*this, {{Method::post, "/user", Access::gated, &Users::create},
                  {Method::get, "/user", Access::anyone, &Users::show},
                  {Method::patch, "/user", Access::password_token, &Users::change_password},
                  {Method::del, "/user", Access::password_token, &Users::remove}});
}

Response Users::create(const router::Call& call) {
  const Form form(call.request, deps_.hardened);
  const auto user = form.required("user");
  const auto password = form.required_secret("pass");
  deps_.accounts.create(user, password, deps_.origin_of(call.request));
  return Response::created();
}

Response Users::show(const router::Call& call) {
  const auto token = deps_.authentication.find(call.request);
  return token ? Response::json(token->payload + "\n") : Response::no_content();
}

Response Users::change_password(const router::Call& call, const guards::TokenCaller& caller) {
  const Form form(call.request, deps_.hardened);
  deps_.accounts.change_password(caller.account, form.required_secret("pass"),
                                 deps_.origin_of(call.request));
  return Response::ok();
}

Response Users::remove(const router::Call& call, const guards::TokenCaller& caller) {
  deps_.accounts.bury(caller.account, deps_.origin_of(call.request));
  return Response::no_content();
}

}  // namespace token
