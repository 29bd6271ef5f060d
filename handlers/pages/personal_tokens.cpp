#include "pages/personal_tokens.h"

#include <algorithm>

#include "accounts/proof/owner_check.h"
#include "base/calendar.h"
#include "base/number.h"
#include "base/text.h"
#include "grants/grants.h"
#include "model/grant_names.h"
#include "pages/fields.h"
#include "pages/path_id.h"
#include "pages/scope_words.h"
#include "pages/settings_frame.h"
#include "pages/words.h"

namespace pages {

using gateway::Method;
using gateway::Response;
using guards::Access;
using router::Call;

namespace {

const std::vector<std::string> kOffered{"profile:read", "profile:write", "keys:read",
                                        "keys:write",   "audit:read",    "*:write"};

/// Zero for what is no number: the use case refuses that.
std::chrono::seconds lifetime_of(const std::string& text) {
  constexpr int most = 100000;
  return std::chrono::days(std::clamp(base::clamped_number_in<int>(text).value_or(0), 0, most));
}

templates::Value::List offered(const std::vector<std::string>& ticked) {
  auto shown = scope_words(kOffered);
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const bool is_ticked = std::find(ticked.begin(), ticked.end(), kOffered[i]) != ticked.end();
    shown[i].emplace_back("ticked", is_ticked);
  }
  return shown;
}

}  // namespace

void PersonalTokens::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/settings/tokens", Access::session, &PersonalTokens::show},
                  {Method::post, "/settings/tokens", Access::session_form, &PersonalTokens::make},
                  {Method::post, "/settings/tokens/{id}/end", Access::session_form,
                   &PersonalTokens::end}});
}

Response PersonalTokens::show(const Call& call, const model::Session& session) {
  return show_with(call, session, {}, std::nullopt);
}

Response PersonalTokens::make(const Call& call, const model::Session& session) {
  const auto form = call.request.form();
  const auto wish = wish_of(form);
  const auto origin = deps_.frame.origin_of(call);
  std::string text;
  const auto refusal = refusal_about({"comment", "scopes", "lifetime", "proof"}, [&] {
    const auto by = deps_.owner.by_session(session, text_of(form, "proof"), origin);
    text = deps_.grants.make_personal_token(by, base::joined(wish.scopes, " "), wish.comment,
                                            lifetime_of(wish.days), origin);
  });
  if (refusal) return show_with(call, session, wish, refusal);
  return deps_.frame.show_secret(call, session, "tokens", {.name = wish.comment, .text = text});
}

Response PersonalTokens::end(const Call& call, const model::Session& session) {
  deps_.grants.revoke(id_of(call), session.account, deps_.frame.origin_of(call));
  return deps_.frame.back("tokens", "token-ended");
}

PersonalTokens::Wish PersonalTokens::wish_of(const gateway::Fields& form) {
  Wish wish{.comment = text_of(form, "comment"), .scopes = {}, .days = text_of(form, "days")};
  for (const auto scope : form.all("scope")) wish.scopes.emplace_back(scope);
  return wish;
}

Response PersonalTokens::show_with(const Call& call, const model::Session& session,
                                   const Wish& wish, const std::optional<base::Error>& fault) {
  templates::Value::List shown;
  for (const auto& [grant, client] : deps_.grants.list(session.account)) {
    if (grant.type != model::kPersonalGrant) continue;
    shown.push_back({{"id", grant.id.text()},
                     {"name", grant.comment},
                     {"named", !grant.comment.empty()},
                     {"scopes", scope_words(grant.scopes)},
                     {"since", base::date_of(grant.created_at)},
                     {"until", base::date_of(grant.expires_at)}});
  }
  const bool any = !shown.empty();
  templates::Values values{{"tokens", std::move(shown)},
                           {"any", any},
                           {"offered", offered(wish.scopes)},
                           {"comment", wish.comment},
                           {"days", wish.days},
                           {"id", ""},
                           {"asks_password", deps_.owner.asks_password(session)}};
  return deps_.frame.show(call, session, "tokens", std::move(values), fault);
}

}  // namespace pages
