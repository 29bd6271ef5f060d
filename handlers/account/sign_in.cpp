#include "account/sign_in.h"

#include "account/forms.h"
#include "account/views.h"
#include "accounts/proof/sign_in.h"

namespace account {

using gateway::Method;
using gateway::Response;
using guards::Access;

void SignIn::mount(guards::Api& api) {
  api.add(*this, {{Method::post, "/account/authenticate", Access::proving, &SignIn::authenticate}});
}

Response SignIn::authenticate(const router::Call& call) {
  const auto form = AuthenticateForm::parse(call.request);
  const auto token =
      deps_.sign_in.with_password(form.username, form.password, deps_.origin_of(call.request));
  return Response::json(token_view(token));
}

}  // namespace account
