#include "grants/scope_fault.h"

#include "accounts/invalid.h"
#include "grants/asked_scopes.h"
#include "store/clients.h"
#include "store/delegations.h"

namespace grants {

using model::Scope;

namespace {

using Fault = std::optional<base::Error>;

Fault fault(const char* rule, const std::string& named) {
  return accounts::fault(rule, "scopes", named);
}

Fault fault_of_delegated(store::Session& session, const Scope& scope) {
  if (!store::Clients(session).find(scope.client)) {
    return fault("scope.unknown_client", scope.client);
  }
  const auto lent = store::DelegatedScopes(session).find(scope.client, scope.name);
  if (!lent) return fault("scope.unknown", scope.name);
  const bool writes = scope.access == Scope::Access::write;
  return writes && !lent->writable ? fault("scope.read_only", scope.name) : std::nullopt;
}

Fault fault_of(store::Session& session, const model::Client& client, const Scope& scope) {
  if (scope.is_everything()) return client.id.empty() ? std::nullopt : fault("scope.unknown", "*");
  if (!scope.client.empty()) {
    if (auto found = fault_of_delegated(session, scope)) return found;
  } else if (scope.name == "audit" && scope.access == Scope::Access::write) {
    return fault("scope.read_only", scope.name);
  }
  const bool may = may_ask(session, client, model::Scopes({scope}));
  return may ? std::nullopt : fault("scope.unknown", scope.name);
}

}  // namespace

std::optional<base::Error> scope_fault(store::Session& session, const model::Client& client,
                                       const model::Scopes& scopes) {
  for (const auto& scope : scopes) {
    if (auto found = fault_of(session, client, scope)) return found;
  }
  return std::nullopt;
}

}  // namespace grants
