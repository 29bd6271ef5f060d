#include "meta/profile.h"

#include "accounts/identity/profile_change.h"
#include "accounts/identity/profiles.h"
#include "grants/clients.h"
#include "meta/forms.h"
#include "meta/views.h"
#include "model/person.h"

namespace meta {

using gateway::Method;
using gateway::Response;
using guards::Access;

namespace {

using Wish = accounts::ProfileChange::Wish;

std::string_view type_of(const model::Account& account) {
  switch (account.state) {
    case model::AccountState::pending:
      return "unconfirmed";
    case model::AccountState::active:
      return account.tier > 1 ? "active_paying" : "active_free";
    case model::AccountState::blocked:
      return "suspended";
    case model::AccountState::deleted:
      break;
  }
  return "unknown";
}

Wish wish_in(const Form& form) {
  Faults faults;
  Wish wish;
  for (const auto& text : model::kProfileTexts) {
    const std::string name(text.name);
    if (form.has(name)) wish.texts[text.name] = form.text(name, faults);
  }
  if (form.has("email")) {
    const auto email = form.required_text("email", faults);
    if (!email.empty()) wish.email = email;
  }
  if (form.has("use_pgp_key")) {
    wish.preferred_pgp_key = std::make_optional(form.number("use_pgp_key", faults));
  }
  wish.faults = faults.all();
  return wish;
}

}  // namespace

void Profile::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/api/user/profile", Access::profile_read, &Profile::show},
                  {Method::put, "/api/user/profile", Access::profile_write, &Profile::change}});
}

Response Profile::show(const router::Call& /*call*/, const guards::MetaCaller& caller) {
  const auto person = deps_.profiles.person(caller.account);
  const auto& client = caller.client;
  const bool is_our_own = client.empty() || deps_.clients.is_trusted(client);
  const auto type = is_our_own ? type_of(person.account) : std::string_view();
  return Response::json(user_view(person, type));
}

Response Profile::change(const router::Call& call, const guards::MetaCaller& caller) {
  const auto wish = wish_in(Form(call.request));
  return Response::json(user_view(
      deps_.profile_change.change(caller.account, wish, deps_.origin(call.request, caller))));
}

}  // namespace meta
