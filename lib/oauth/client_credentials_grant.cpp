#include "oauth/client_credentials_grant.h"

#include "store/grants.h"

namespace oauth {

Outcome ClientCredentialsGrant::give(const TokenRequest& request) {
  const auto& client = *request.client;
  auto scopes = issuance_.asked(client, request.text("scope"));
  if (scopes.empty()) scopes = client.scopes;
  const auto grant = issuance_.new_grant(name(), client.id, {}, scopes);
  const TokenPair ids{base::Id::make(context_.clock.now(), context_.entropy), {}};
  return context_.database.transaction([&](store::Session& session) {
    store::Grants(session).insert(grant);
    return issuance_.issue(session, grant, scopes, ids);
  });
}

}  // namespace oauth
