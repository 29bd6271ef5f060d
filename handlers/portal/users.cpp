#include "portal/users.h"

#include "portal/forms.h"
#include "portal/sessions.h"
#include "portal/views.h"

namespace portal {

using gateway::Method;
using gateway::Response;
using guards::Access;

void Users::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/user", Access::portal_account, &Users::show},
                  {Method::put, "/user", Access::portal_account, &Users::change},
                  {Method::del, "/user", Access::portal_account, &Users::remove}});
}

Response Users::show(const router::Call& /*call*/, const guards::PortalCaller& caller) {
  const auto& account = caller.account;
  return json_answer(
      user_view(caller.subject, deps_.profiles.of(account), deps_.usage.stats(account)));
}

Response Users::change(const router::Call& call, const guards::PortalCaller& caller) {
  const auto form = UserForm::parse(call.request);
  deps_.accounts.change_password(caller.account, form.password, deps_.origin_of(call.request));
  return show(call, caller);
}

Response Users::remove(const router::Call& call, const guards::PortalCaller& caller) {
  deps_.closure.close(caller.account, deps_.origin_of(call.request));
  return Response::no_content().with_cookie(no_cookie(deps_.scope));
}

}  // namespace portal
