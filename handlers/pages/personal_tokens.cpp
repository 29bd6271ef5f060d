#include "pages/personal_tokens.h"

#include <algorithm>

#include "base/calendar.h"
#include "base/number.h"
#include "pages/caller.h"
#include "pages/fields.h"
#include "pages/scope_words.h"
#include "pages/words.h"
#include "router/error_response.h"

namespace pages {

using gateway::Method;
using gateway::Response;
using router::Access;
using router::Call;

namespace {

const std::vector<std::string> kOffered{"profile:read", "profile:write", "keys:read",
                                        "keys:write",   "audit:read",    "*:write"};

/// Zero for what is no number: the use case refuses that.
std::chrono::seconds lifetime_of(const std::string& text) {
  constexpr int most = 100000;
  return std::chrono::days(std::clamp(base::number_in<int>(text).value_or(0), 0, most));
}

std::string joined(const std::vector<std::string>& scopes) {
  std::string text;
  for (const auto& scope : scopes) text += (text.empty() ? "" : " ") + scope;
  return text;
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

void PersonalTokens::mount(router::Api& api) {
  api.add(*this, {{Method::get, "/settings/tokens", Access::session, &PersonalTokens::show},
                  {Method::post, "/settings/tokens", Access::session_form, &PersonalTokens::make},
                  {Method::post, "/settings/tokens/{id}/end", Access::session_form,
                   &PersonalTokens::end}});
}

Response PersonalTokens::show(const Call& call) { return show_with(call, {}, std::nullopt); }

Response PersonalTokens::make(const Call& call) {
  const auto form = call.request.form();
  const auto wish = wish_of(form);
  const auto origin = deps_.frame.origin_of(call);
  std::string text;
  const auto refusal = refusal_about({"comment", "scopes", "lifetime", "proof"}, [&] {
    const auto by = deps_.owner.by_session(session_of(call), text_of(form, "proof"), origin);
    text = deps_.grants.make_personal_token(by, joined(wish.scopes), wish.comment,
                                            lifetime_of(wish.days), origin);
  });
  if (refusal) return show_with(call, wish, refusal);
  return deps_.frame.show_secret(call, "tokens", {.name = wish.comment, .text = text});
}

Response PersonalTokens::end(const Call& call) {
  deps_.grants.revoke(id_of(call), call.caller.account, deps_.frame.origin_of(call));
  return deps_.frame.back("tokens", "token-ended");
}

PersonalTokens::Wish PersonalTokens::wish_of(const gateway::Fields& form) {
  Wish wish{.comment = text_of(form, "comment"), .scopes = {}, .days = text_of(form, "days")};
  for (const auto scope : form.all("scope")) wish.scopes.emplace_back(scope);
  return wish;
}

Response PersonalTokens::show_with(const Call& call, const Wish& wish,
                                   const std::optional<base::Error>& fault) {
  templates::Value::List shown;
  for (const auto& [grant, client] : deps_.grants.list(call.caller.account)) {
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
                           {"asks_password", deps_.owner.asks_password(session_of(call))}};
  if (fault) add_fault(values, *fault);
  return deps_.frame.show(call, "tokens", std::move(values),
                          fault ? router::status_of(fault->code()) : 200);
}

}  // namespace pages
