#include "pages/password.h"

#include "accounts/identity/recovery.h"
#include "base/text.h"
#include "base/url.h"
#include "pages/fields.h"
#include "pages/mailed_code.h"
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
  Awaited awaited{{}, email, target, Awaited::For::password};
  const auto refusal = refusal_about({"email"}, [&] {
    awaited.kept = deps_.recovery.ask(email, deps_.site.origin_of(call.request), target);
  });
  if (!refusal) return show_check_mail(deps_.site, call.request, awaited);
  templates::Values values{{"email", email}, {"way_back", leading_back("", target)}};
  add_fault(values, *refusal);
  return refused(deps_.site.renderer.show(call.request, "password-forgotten", std::move(values)),
                 *refusal);
}

Response Password::ask_password(const Call& call) {
  return show_password_reset(deps_, call, text_of(call.request.query, "token"));
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
  templates::Values values;
  add_fault(values, *refusal);
  return refused(show_password_reset(deps_, call, token, std::move(values)), *refusal);
}

Response show_password_reset(const Deps& deps, const Call& call, const std::string& token,
                             templates::Values more) {
  const auto username = deps.recovery.username_of(token);
  if (!username) throw base::Error(base::ErrorCode::not_found);
  more.emplace_back("username", *username);
  more.emplace_back("token", token);
  return deps.site.renderer.show(call.request, "password-reset", std::move(more));
}

}  // namespace pages
