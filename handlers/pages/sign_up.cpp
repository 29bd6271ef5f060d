#include "pages/sign_up.h"

#include "accounts/identity/sign_up.h"
#include "base/text.h"
#include "pages/fields.h"
#include "pages/mailed_code.h"
#include "pages/prompts.h"
#include "pages/site.h"

namespace pages {

using gateway::Method;
using gateway::Response;
using guards::Access;
using router::Call;

namespace {

accounts::SignUp::Wish wish_of(const gateway::Request& request) {
  const auto form = request.form();
  return {.username = std::string(base::trimmed(text_of(form, "username"))),
          .password = text_of(form, "password"),
          .email = std::string(base::trimmed(text_of(form, "email"))),
          .target = target_in(request)};
}

}  // namespace

void SignUp::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/sign-up", Access::gated, &SignUp::ask},
                  {Method::post, "/sign-up", Access::gated_form, &SignUp::make}});
}

Response SignUp::ask(const Call& call) {
  return deps_.site.renderer.show(call.request, "sign-up",
                                  {{"way_back", leading_back("", target_in(call.request))}});
}

Response SignUp::make(const Call& call) {
  const auto wish = wish_of(call.request);
  Awaited awaited{{}, wish.email, wish.target};
  const auto refusal = refusal_about({"username", "password", "email"}, [&] {
    awaited.kept = deps_.sign_up.register_on_page(wish, deps_.site.origin_of(call.request));
  });
  if (!refusal) return show_check_mail(deps_.site, call.request, awaited);
  templates::Values values{{"username", wish.username},
                           {"email", wish.email},
                           {"way_back", leading_back("", wish.target)}};
  add_fault(values, *refusal);
  values.emplace_back("username_waits", refusal->rule() == "registration.waits");
  return refused(deps_.site.renderer.show(call.request, "sign-up", std::move(values)), *refusal);
}

}  // namespace pages
