#include "pages/front.h"

#include "accounts/identity/profiles.h"
#include "accounts/proof/sessions.h"
#include "pages/session_cookie.h"
#include "pages/site.h"

namespace pages {

using gateway::Method;
using gateway::Response;
using guards::Access;
using router::Call;

void Front::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/", Access::anyone, &Front::show}});
}

Response Front::show(const Call& call) {
  const auto session = deps_.cookie.find(call.request, deps_.sessions);
  if (session) return show_home(call, *session);
  return deps_.site.renderer.show(call.request, "front", {});
}

Response Front::show_home(const Call& call, const model::Session& session) {
  const auto account = deps_.profiles.of(session.account);
  const auto devices = deps_.sessions.list(session.account).size();
  return deps_.site.renderer.show(call.request, "home",
                                  {{"form_token", deps_.sessions.form_token(session)},
                                   {"username", account.username},
                                   {"email", account.email.value_or("")},
                                   {"has_email", account.email.has_value()},
                                   {"unproved", !model::has_verified_address(account)},
                                   {"several", devices > 1},
                                   {"devices", std::to_string(devices)}});
}

}  // namespace pages
