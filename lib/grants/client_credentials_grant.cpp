#include "grants/client_credentials_grant.h"

#include "accounts/context.h"
#include "accounts/proof/opening.h"

namespace grants {

Outcome ClientCredentialsGrant::give(const TokenRequest& request) {
  const auto& client = *request.client;
  auto scopes = issuance_.asked(client, request.text("scope"));
  if (scopes.empty()) scopes = client.scopes;
  const auto grant = issuance_.new_grant(name(), client.id, {}, scopes);
  const TokenPair ids{base::Id::make(context_.clock.now(), context_.entropy), {}};
  return context_.database.transaction([&](store::Session& session) {
    auto opening = accounts::Opening::for_a_program(session);
    opening.put(grant);
    return issuance_.issue(opening, grant, scopes, ids);
  });
}

}  // namespace grants
