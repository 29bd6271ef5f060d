#include "grants/asked_scopes.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "store/delegations.h"

namespace grants {
namespace {

using model::Client;
using model::Scope;
using model::Scopes;

/// Names of our own that are not open to every client.
constexpr std::string_view kOnlyRegistered[] = {
    "events",        "contact",        "password",          "registrationInfo",
    "householdRead", "householdWrite", "householdGenerate", "controlcenter"};

bool is_lent(store::Session& session, const Scope& scope) {
  const auto lent = store::DelegatedScopes(session).find(scope.client, scope.name);
  return lent && (lent->writable || scope.access == Scope::Access::read);
}

bool has_name(const Scopes& scopes, const Scope& wanted) {
  return std::any_of(scopes.begin(), scopes.end(), [&](const Scope& scope) {
    return scope.client == wanted.client && scope.name == wanted.name;
  });
}

/// Whether a scope of this name means something here, to whomever.
bool is_known(store::Session& session, const Client& client, const Scope& scope) {
  if (scope.is_everything() || has_name(client.scopes, scope)) return true;
  if (!scope.client.empty()) {
    return store::DelegatedScopes(session).find(scope.client, scope.name).has_value();
  }
  return has_name(open_scopes(), scope) ||
         std::find(std::begin(kOnlyRegistered), std::end(kOnlyRegistered), scope.name) !=
             std::end(kOnlyRegistered);
}

Scopes known(store::Session& session, const Client& client, const Scopes& asked) {
  std::vector<Scope> kept;
  std::copy_if(asked.begin(), asked.end(), std::back_inserter(kept),
               [&](const Scope& scope) { return is_known(session, client, scope); });
  return Scopes(std::move(kept));
}

}  // namespace

const Scopes& open_scopes() {
  static const auto scopes = Scopes::parse(
      "openid profile email offline_access id basic keys:write profile:write audit:read");
  return *scopes;
}

bool may_ask(store::Session& session, const Client& client, const Scopes& scopes) {
  return std::all_of(scopes.begin(), scopes.end(), [&](const Scope& scope) {
    if (scope.is_everything()) return false;
    if (!client.scopes.empty() && !client.scopes.fulfil(scope)) return false;
    if (!scope.client.empty()) return is_lent(session, scope);
    return !client.scopes.empty() || open_scopes().fulfil(scope);
  });
}

std::optional<Scopes> asked_scopes(store::Session& session, const Client& client,
                                   const Aliases& aliases, std::string_view scope) {
  auto asked = aliases.parse(scope);
  if (!asked) return std::nullopt;
  if (asked->fulfil("openid")) asked = known(session, client, *asked);
  return may_ask(session, client, *asked) ? std::move(asked) : std::nullopt;
}

}  // namespace grants
