#include "accounts/audit.h"

#include <optional>
#include <utility>

#include "accounts/context.h"
#include "accounts/origin.h"
#include "model/oauth.h"
#include "store/audit.h"
#include "store/clients.h"
#include "store/grants.h"

namespace accounts {

namespace {

constexpr std::size_t kShown = 12;  // characters of a token

std::string named(const std::string& kind, const std::string& name) {
  return name.empty() ? kind : kind + " " + name;
}

/// The program that asked, by the name that its owner knows.
std::optional<std::string> actor_of(store::Session& session, const Context& context,
                                    const Origin& origin) {
  if (origin.by_operator) return "operator";
  if (!origin.grant) return std::nullopt;
  const auto grant = store::Grants(session).find(*origin.grant, context.clock.now());
  if (!grant) return std::nullopt;
  return name_of(session, *grant);
}

}  // namespace

void audit(store::Session& session, const Context& context, const base::Id& account,
           std::string event, const Origin& origin, std::string details) {
  std::optional<std::string> told;
  if (!details.empty()) told = std::move(details);
  store::Audit(session).append({.account = account,
                                .event = std::move(event),
                                .client_address = origin.address,
                                .at = context.clock.now(),
                                .details = std::move(told),
                                .by = actor_of(session, context, origin)});
}

std::string name_of(store::Session& session, const model::Grant& grant) {
  if (grant.client.empty()) return named("personal token", grant.comment);
  const auto client = store::Clients(session).find(grant.client);
  return named("application", client ? client->name : grant.client);
}

std::string shown_part(const std::string& token) { return token.substr(0, kShown); }

}  // namespace accounts
