#include "oauth/views.h"

#include <algorithm>

#include "accounts/names.h"
#include "grants/errors.h"
#include "json/json.h"
#include "json/object_text.h"
#include "model/account.h"

namespace oauth_api {

namespace {

using base::to_seconds;

void add(json::Value& object, const char* name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}

std::string text_of(const base::Id& id) { return id == base::Id() ? std::string() : id.text(); }

/// By what its owner is known to others: the address, or the name of who has none.
std::string user_id_of(const model::TokenHolder& holder) {
  return holder.email.value_or(
      accounts::name_for_others(holder.username, holder.email, holder.verified));
}

/// The scopes of the oauth API and of OpenID Connect, and what each opens besides the id.
struct Opening {
  std::string_view scope;
  bool name;
  bool email;
  bool registration;
};
constexpr Opening kOpenings[] = {{"id", false, false, false},
                                 {"openid", false, false, false},
                                 {"profile", true, false, false},
                                 {"email", false, true, false},
                                 {"basic", true, true, false},
                                 {"events", true, true, false},
                                 {"contact", true, true, false},
                                 {"password", true, true, false},
                                 {"registrationInfo", true, true, true},
                                 {"householdRead", true, true, false},
                                 {"householdWrite", true, true, false},
                                 {"householdGenerate", true, true, false},
                                 {"controlcenter", true, true, true}};

Opening opening_of(const model::Scopes& scopes) {
  Opening all{"", false, false, false};
  for (const auto& opening : kOpenings) {
    if (!scopes.fulfil(opening.scope)) continue;
    all = {opening.scope, all.name || opening.name, all.email || opening.email,
           all.registration || opening.registration};
  }
  return all;
}

}  // namespace

std::string issued_view(const grants::Issued& issued) {
  json::Value object{{"token_type", "Bearer"},
                     {"access_token", issued.access_token},
                     {"expires_in", issued.expires_in.count()}};
  add(object, "refresh_token", issued.refresh_token);
  add(object, "scope", issued.scope);
  add(object, "id_token", issued.id_token);
  return json::dump(object);
}

std::string validation_view(const model::TokenHolder& holder, const std::string& issuer) {
  const auto& token = holder.token;
  const auto scope = token.scopes.text();
  const auto account = text_of(token.account);
  json::ObjectText object;
  object.add_unless_empty("userUUID", account)
      .add_unless_empty("clientId", token.client)
      .add_unless_empty("scope", scope)
      .add_unless_empty("userId", user_id_of(holder))
      .add_unless_empty("userEmail", holder.email.value_or(""))
      .add_unless_empty("sub", account)
      .add_unless_empty("aud", scope)
      .add_unless_empty("iss", issuer)
      .add("iat", to_seconds(token.created_at))
      .add("exp", to_seconds(token.expires_at));
  return object.take();
}

std::string introspection_view(const std::optional<grants::Access::Introspection>& found,
                               const std::string& issuer) {
  if (!found) return "{\"active\":false}";
  const auto& [token, username, email, verified] = found->holder;
  json::Value object{{"active", true}};
  add(object, "scope", token.scopes.text());
  add(object, "client_id", token.client);
  add(object, "username", accounts::name_for_others(username, email, verified));
  if (!found->is_refresh) object["token_type"] = "Bearer";
  object["exp"] = to_seconds(token.expires_at);
  object["iat"] = to_seconds(token.created_at);
  add(object, "sub", text_of(token.account));
  if (!token.account.is_nil()) object["email_verified"] = verified;
  add(object, "iss", issuer);
  return json::dump(object);
}

std::string info_view(const model::Account& account, const model::Scopes& scopes) {
  const auto opening = opening_of(scopes);
  if (opening.scope.empty()) throw grants::invalid_scope("The token's scopes tell nothing here.");
  json::Value object{{"userId", account.id.text()}};
  if (opening.name) {
    add(object, "userName",
        accounts::name_for_others(account.username, account.email,
                                  model::has_verified_address(account)));
  }
  if (opening.email) add(object, "email", account.email.value_or(""));
  if (opening.registration) object["registrationDate"] = to_seconds(account.created_at);
  return json::dump(object);
}

}  // namespace oauth_api
