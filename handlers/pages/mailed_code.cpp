#include "pages/mailed_code.h"

#include "accounts/identity/recovery.h"
#include "accounts/identity/sign_up.h"
#include "base/text.h"
#include "pages/fields.h"
#include "pages/password.h"
#include "pages/verification.h"

namespace pages {

using gateway::Method;
using gateway::Response;
using guards::Access;
using router::Call;
using For = Awaited::For;

namespace {

/// From the form of the page itself.
Awaited awaited_in(const gateway::Fields& form, For what) {
  const bool again = what == For::registration && form.find("again");
  return {text_of(form, "kept"), text_of(form, "email"), again ? For::asked_again : what};
}

/// The page once more, with what is wrong with the code.
Response show_refused(const Site& site, const Call& call, const Awaited& awaited,
                      const base::Error& refusal) {
  templates::Values values;
  add_fault(values, refusal);
  return refused(show_check_mail(site, call.request, awaited, std::move(values)), refusal);
}

}  // namespace

void MailedCode::mount(guards::Api& api) {
  api.add(*this, {{Method::post, "/verify/code", Access::proving_form, &MailedCode::verify},
                  {Method::get, "/verify/again", Access::anyone, &MailedCode::ask_address},
                  {Method::post, "/verify/again", Access::form, &MailedCode::mail_again},
                  {Method::post, "/password/code", Access::proving_form, &MailedCode::open_reset}});
}

Response MailedCode::verify(const Call& call) {
  const auto form = call.request.form();
  const auto awaited = awaited_in(form, For::registration);
  std::string token;
  const auto refusal = refusal_about({"code"}, [&] {
    token = deps_.sign_up.token_for(awaited.kept, text_of(form, "code"),
                                    deps_.site.origin_of(call.request));
  });
  if (refusal) return show_refused(deps_.site, call, awaited, *refusal);
  return verify_account(deps_, call, token);
}

Response MailedCode::open_reset(const Call& call) {
  const auto form = call.request.form();
  const auto awaited = awaited_in(form, For::password);
  std::string token;
  const auto refusal = refusal_about({"code"}, [&] {
    token = deps_.recovery.token_for(awaited.kept, text_of(form, "code"),
                                     deps_.site.origin_of(call.request));
  });
  if (refusal) return show_refused(deps_.site, call, awaited, *refusal);
  return show_password_reset(deps_, call, token);
}

Response MailedCode::ask_address(const Call& call) {
  return deps_.site.renderer.show(call.request, "verify-again", {});
}

Response MailedCode::mail_again(const Call& call) {
  const auto form = call.request.form();
  const auto origin = deps_.site.origin_of(call.request);
  if (form.find("kept")) {
    const auto awaited = awaited_in(form, For::registration);
    const bool mailed = deps_.sign_up.mail_again(awaited.kept, origin);
    return show_check_mail(deps_.site, call.request, awaited,
                           {{mailed ? "mailed_again" : "too_soon", true}});
  }
  Awaited awaited{{}, std::string(base::trimmed(text_of(form, "email"))), For::asked_again};
  const auto refusal = refusal_about(
      {"email"}, [&] { awaited.kept = deps_.sign_up.mail_again_to(awaited.email, origin); });
  if (!refusal) return show_check_mail(deps_.site, call.request, awaited);
  templates::Values values{{"email", awaited.email}};
  add_fault(values, *refusal);
  return refused(deps_.site.renderer.show(call.request, "verify-again", std::move(values)),
                 *refusal);
}

Response show_check_mail(const Site& site, const gateway::Request& request, const Awaited& awaited,
                         templates::Values more) {
  more.emplace_back("email", awaited.email);
  more.emplace_back("kept", awaited.kept);
  more.emplace_back("verifying", awaited.what != For::password);
  more.emplace_back("asked_again", awaited.what == For::asked_again);
  more.emplace_back("action", site.base_path + (awaited.what == For::password ? "/password/code"
                                                                              : "/verify/code"));
  return site.renderer.show(request, "check-mail", std::move(more));
}

}  // namespace pages
