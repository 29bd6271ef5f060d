#include "pages/password.h"

#include "base/text.h"
#include "pages/fields.h"
#include "pages/same_origin.h"
#include "router/error_response.h"

namespace pages {

using gateway::Method;
using gateway::Response;
using router::Access;
using router::Call;

void Password::mount(router::Api& api) {
  api.add(*this, {{Method::get, "/password/forgotten", Access::anyone, &Password::ask_address},
                  {Method::post, "/password/forgotten", Access::anyone, &Password::send_link},
                  {Method::get, "/password/reset", Access::proving, &Password::ask_password},
                  {Method::post, "/password/reset", Access::proving, &Password::set}});
}

Response Password::ask_address(const Call& call) {
  return deps_.site.renderer.show(call.request, "password-forgotten", {});
}

Response Password::send_link(const Call& call) {
  require_same_origin(call.request, deps_.site.public_origin);
  const std::string email(base::trimmed(text_of(call.request.form(), "email")));
  const auto refusal = refusal_about(
      {"email"}, [&] { deps_.recovery.ask(email, deps_.site.origin_of(call.request)); });
  templates::Values values{{"email", email}};
  if (!refusal) return deps_.site.renderer.show(call.request, "check-mail", std::move(values));
  add_fault(values, *refusal);
  return deps_.site.renderer.show(call.request, "password-forgotten", std::move(values),
                                  router::status_of(refusal->code()));
}

Response Password::ask_password(const Call& call) {
  return deps_.site.renderer.show(call.request, "password-reset",
                                  form_of(text_of(call.request.query, "token")));
}

Response Password::set(const Call& call) {
  require_same_origin(call.request, deps_.site.public_origin);
  const auto form = call.request.form();
  const auto token = text_of(form, "token");
  const auto refusal = refusal_about({"password"}, [&] {
    deps_.recovery.set(token, text_of(form, "password"), deps_.site.origin_of(call.request));
  });
  if (!refusal) return Response::see_other(deps_.site.base_path + "/sign-in?done=password-set");
  auto values = form_of(token);
  add_fault(values, *refusal);
  return deps_.site.renderer.show(call.request, "password-reset", std::move(values),
                                  router::status_of(refusal->code()));
}

/// Refuses: not_found.
templates::Values Password::form_of(const std::string& token) {
  const auto username = deps_.recovery.username_of(token);
  if (!username) throw base::Error(base::ErrorCode::not_found);
  return {{"username", *username}, {"token", token}};
}

}  // namespace pages
