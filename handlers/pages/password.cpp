#include "pages/password.h"

#include "accounts/identity/recovery.h"
#include "base/text.h"
#include "base/url.h"
#include "pages/fields.h"
#include "pages/prompts.h"
#include "pages/site.h"

namespace pages {

using gateway::Method;
using gateway::Response;
using guards::Access;
using router::Call;

void Password::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/password/forgotten", Access::anyone, &Password::ask_address},
                  {Method::post, "/password/forgotten", Access::form, &Password::send_link},
                  {Method::get, "/password/reset", Access::proving, &Password::ask_password},
                  {Method::post, "/password/reset", Access::proving_form, &Password::set}});
}

Response Password::ask_address(const Call& call) {
  return deps_.site.renderer.show(call.request, "password-forgotten",
                                  {{"way_back", leading_back("", target_in(call.request))}});
}

Response Password::send_link(const Call& call) {
  const std::string email(base::trimmed(text_of(call.request.form(), "email")));
  const auto target = target_in(call.request);
  const auto refusal = refusal_about(
      {"email"}, [&] { deps_.recovery.ask(email, deps_.site.origin_of(call.request), target); });
  templates::Values values{{"email", email}, {"way_back", leading_back("", target)}};
  if (!refusal) return deps_.site.renderer.show(call.request, "check-mail", std::move(values));
  add_fault(values, *refusal);
  return refused(deps_.site.renderer.show(call.request, "password-forgotten", std::move(values)),
                 *refusal);
}

Response Password::ask_password(const Call& call) {
  return deps_.site.renderer.show(call.request, "password-reset",
                                  form_of(text_of(call.request.query, "token")));
}

Response Password::set(const Call& call) {
  const auto form = call.request.form();
  const auto token = text_of(form, "token");
  std::string target;
  const auto refusal = refusal_about({"password"}, [&] {
    target =
        deps_.recovery.set(token, text_of(form, "password"), deps_.site.origin_of(call.request));
  });
  if (!refusal) {
    auto next = deps_.site.base_path + kSignInPage + "?done=password-set";
    if (!target.empty()) base::add_parameter(next, "redirectTo", target);
    return Response::see_other(std::move(next));
  }
  auto values = form_of(token);
  add_fault(values, *refusal);
  return refused(deps_.site.renderer.show(call.request, "password-reset", std::move(values)),
                 *refusal);
}

/// Refuses: not_found.
templates::Values Password::form_of(const std::string& token) {
  const auto username = deps_.recovery.username_of(token);
  if (!username) throw base::Error(base::ErrorCode::not_found);
  return {{"username", *username}, {"token", token}};
}

}  // namespace pages
