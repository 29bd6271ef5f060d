#include "account/registration.h"

#include "account/forms.h"
#include "accounts/identity/sign_up.h"

namespace account {

using gateway::Method;
using gateway::Response;
using guards::Access;

void Registration::mount(guards::Api& api) {
  api.add(*this,
          {{Method::post, "/account/register", Access::gated, &Registration::register_account},
           {Method::post, "/account/verify", Access::proving, &Registration::verify}});
}

Response Registration::register_account(const router::Call& call) {
  const auto form = RegisterForm::parse(call.request);
  deps_.sign_up.register_account(
      {form.username, form.password, form.email, model::PasswordPolicy::account_api},
      deps_.origin_of(call.request));
  return Response::ok();
}

Response Registration::verify(const router::Call& call) {
  const auto form = TokenForm::parse(call.request);
  deps_.sign_up.verify(form.token, deps_.origin_of(call.request));
  return Response::ok();
}

}  // namespace account
