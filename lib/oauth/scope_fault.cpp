#include "oauth/scope_fault.h"

#include "oauth/authorization.h"
#include "store/clients.h"
#include "store/delegations.h"

namespace oauth {

using model::Scope;

namespace {

std::string read_only(const Scope& scope) { return "Write access not permitted for " + scope.name; }

std::string fault_of_delegated(store::Session& session, const Scope& scope) {
  if (!store::Clients(session).find(scope.client)) return "Unknown client ID " + scope.client;
  const auto lent = store::DelegatedScopes(session).find(scope.client, scope.name);
  if (!lent) return "Invalid scope " + scope.name;
  return scope.access == Scope::Access::write && !lent->writable ? read_only(scope) : "";
}

std::string fault_of(store::Session& session, const model::Client& client, const Scope& scope) {
  if (scope.is_everything()) return client.id.empty() ? "" : "Invalid scope *";
  if (!scope.client.empty()) {
    if (auto fault = fault_of_delegated(session, scope); !fault.empty()) return fault;
  } else if (scope.name == "audit" && scope.access == Scope::Access::write) {
    return read_only(scope);
  }
  return may_ask(session, client, model::Scopes({scope})) ? "" : "Invalid scope " + scope.name;
}

}  // namespace

std::string scope_fault(store::Session& session, const model::Client& client,
                        const model::Scopes& scopes) {
  for (const auto& scope : scopes) {
    if (auto fault = fault_of(session, client, scope); !fault.empty()) return fault;
  }
  return {};
}

}  // namespace oauth
