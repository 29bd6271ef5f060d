#include "pages/own_address.h"

#include "accounts/identity/address_change.h"
#include "accounts/identity/profiles.h"
#include "accounts/proof/owner_check.h"
#include "accounts/proof/sessions.h"
#include "base/text.h"
#include "pages/fields.h"
#include "pages/prompts.h"
#include "pages/site.h"

namespace pages {

using gateway::Method;
using gateway::Response;
using guards::Access;
using router::Call;

void OwnAddress::mount(guards::Api& api) {
  api.add(*this, {{Method::get, kAddressPage, Access::session, &OwnAddress::ask},
                  {Method::post, kAddressPage, Access::session_form, &OwnAddress::give}});
}

Response OwnAddress::ask(const Call& call, const model::Session& session) {
  const auto target = target_in(call.request);
  const auto account = deps_.profiles.of(session.account);
  if (model::has_verified_address(account)) {
    return Response::see_other(target.empty() ? deps_.site.home : target);
  }
  return deps_.site.renderer.show(call.request, "email-give", values_of(session, account, target));
}

Response OwnAddress::give(const Call& call, const model::Session& session) {
  const auto form = call.request.form();
  const auto target = local_target(text_of(form, "redirectTo"));
  const std::string email(base::trimmed(text_of(form, "email")));
  const auto refusal = refusal_about({"proof", "email"}, [&] {
    const auto origin = deps_.site.origin_of(call.request);
    const auto proof = deps_.owner.by_password(session, text_of(form, "proof"), origin);
    deps_.address_change.ask(proof, email, origin, target);
  });
  auto values = values_of(session, deps_.profiles.of(session.account), target);
  values.emplace_back("email", email);
  if (!refusal) return deps_.site.renderer.show(call.request, "email-asked", std::move(values));
  add_fault(values, *refusal);
  return refused(deps_.site.renderer.show(call.request, "email-give", std::move(values)), *refusal);
}

templates::Values OwnAddress::values_of(const model::Session& session,
                                        const model::Account& account,
                                        const std::string& target) const {
  return {{"username", account.username},
          {"has_password", account.password_hash.has_value()},
          {"target", target},
          {"led", !target.empty()},
          {"way_back", leading_back("", target)},
          {"form_token", deps_.sessions.form_token(session)}};
}

}  // namespace pages
