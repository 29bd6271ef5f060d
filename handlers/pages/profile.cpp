#include "pages/profile.h"

#include "accounts/identity/address_change.h"
#include "accounts/identity/profiles.h"
#include "accounts/identity/recovery.h"
#include "accounts/proof/owner_check.h"
#include "base/text.h"
#include "pages/fields.h"
#include "pages/settings_frame.h"

namespace pages {

using gateway::Method;
using gateway::Response;
using guards::Access;
using router::Call;

void Profile::mount(guards::Api& api) {
  api.add(*this,
          {{Method::get, "/settings", Access::session, &Profile::show},
           {Method::post, "/settings/email", Access::session_form, &Profile::change_email},
           {Method::post, "/settings/password", Access::session_form, &Profile::change_password}});
}

Response Profile::show(const Call& call, const model::Session& session) {
  return show_with(call, session, "", std::nullopt);
}

Response Profile::change_email(const Call& call, const model::Session& session) {
  const auto form = call.request.form();
  const std::string email(base::trimmed(text_of(form, "email")));
  const auto refusal = refusal_about({"proof", "email"}, [&] {
    const auto origin = deps_.frame.origin_of(call);
    deps_.address_change.ask(deps_.owner.by_password(session, text_of(form, "proof"), origin),
                             email, origin);
  });
  return refusal ? show_with(call, session, email, refusal)
                 : deps_.frame.back("profile", "address-asked");
}

Response Profile::change_password(const Call& call, const model::Session& session) {
  const auto form = call.request.form();
  using Reach = accounts::Recovery::Reach;
  const auto reach = text_of(form, "everywhere").empty() ? Reach::sessions : Reach::everything;
  const auto refusal = refusal_about({"current", "password"}, [&] {
    deps_.recovery.change(session, text_of(form, "current"), text_of(form, "password"), reach,
                          deps_.frame.origin_of(call));
  });
  if (refusal) return show_with(call, session, "", refusal);
  return deps_.frame.back(
      "profile", reach == Reach::everything ? "password-changed-everywhere" : "password-changed");
}

Response Profile::show_with(const Call& call, const model::Session& session,
                            const std::string& new_email, const std::optional<base::Error>& fault) {
  const auto account = deps_.profiles.of(session.account);
  templates::Values values{{"username", account.username},
                           {"email", account.email.value_or("")},
                           {"has_email", account.email.has_value()},
                           {"has_password", account.password_hash.has_value()},
                           {"new_email", new_email}};
  return deps_.frame.show(call, session, "profile", std::move(values), fault);
}

}  // namespace pages
