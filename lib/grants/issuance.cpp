#include "grants/issuance.h"

#include <algorithm>
#include <utility>

#include "accounts/audit.h"
#include "accounts/context.h"
#include "grants/asked_scopes.h"
#include "grants/errors.h"
#include "grants/grants.h"
#include "model/grant_names.h"
#include "store/accounts.h"
#include "store/grants.h"

namespace grants {

using crypto::TokenKind;
using model::Client;
using model::Grant;
using model::Scopes;

Scopes Issuance::asked(const Client& client, std::string_view scope) {
  auto scopes = context_.database.read([&](store::Session& session) {
    return asked_scopes(session, client, settings_.aliases, scope);
  });
  if (!scopes) throw scope_not_allowed();
  return *std::move(scopes);
}

void Issuance::require_admitted(store::Session& session, const Client& client,
                                const base::Id& account) {
  const auto owner = store::Accounts(session).by_id(account, context_.clock.now());
  if (!owner) throw inactive_account();
  require_admitted(client, *owner);
}

void Issuance::require_admitted(const Client& client, const model::Account& owner) {
  if (owner.state != model::AccountState::active) throw inactive_account();
  if (!client.admits(owner)) throw invalid_grant("The account has no verified address.");
}

Grant Issuance::new_grant(std::string_view type, const std::string& client, const base::Id& account,
                          Scopes scopes) {
  const auto now = context_.clock.now();
  return {.id = base::Id::make(now, context_.entropy),
          .type = std::string(type),
          .client = client,
          .account = account,
          .scopes = std::move(scopes),
          .comment = {},
          .created_at = now,
          .signed_in_at = now,
          .expires_at = now};
}

TokenPair Issuance::new_pair(const Client& client) {
  const auto now = context_.clock.now();
  TokenPair pair{base::Id::make(now, context_.entropy), {}};
  const bool refreshes = !client.id.empty() && client.may_use(model::kRefreshGrant);
  if (refreshes) pair.refresh = base::Id::make(now, context_.entropy);
  return pair;
}

Outcome Issuance::issue(accounts::Opening& opening, const Grant& grant, const Scopes& scopes,
                        const TokenPair& ids) {
  const auto now = context_.clock.now();
  const model::AccessToken access{.id = ids.access,
                                  .grant = grant.id,
                                  .client = grant.client,
                                  .account = grant.account,
                                  .scopes = scopes,
                                  .created_at = now,
                                  .expires_at = now + settings_.access_lifetime};
  opening.put(access);
  auto end = access.expires_at;
  if (!ids.refresh.is_nil()) {
    const model::RefreshToken refresh{.id = ids.refresh,
                                      .grant = grant.id,
                                      .scopes = grant.scopes,
                                      .created_at = now,
                                      .expires_at = now + settings_.refresh_lifetime,
                                      .replaced_at = {},
                                      .successor = {},
                                      .successor_access = {}};
    opening.put(refresh);
    end = std::max(end, refresh.expires_at);
  }
  store::Grants(opening.session()).extend(grant.id, end);
  return repeat(grant, access, ids.refresh);
}

Outcome Issuance::repeat(const Grant& grant, const model::AccessToken& access,
                         const base::Id& refresh) const {
  return {.issued = shown(access, refresh), .grant = grant, .scopes = access.scopes};
}

Outcome Issuance::end(store::Session& session, const Grant& grant, const char* event,
                      const accounts::Origin& origin, base::Error refusal) {
  const auto name = accounts::name_of(session, grant);
  end_grant(session, context_, grant, origin);
  accounts::audit(session, context_, grant.account, event, origin, "Presented for " + name);
  return {.issued = {}, .grant = grant, .refusal = std::move(refusal)};
}

Issued Issuance::shown(const model::AccessToken& access, const base::Id& refresh) const {
  using std::chrono::seconds;
  const auto& tokens = context_.tokens;
  return {.access_token = tokens.mint(TokenKind::access, access.id),
          .expires_in = std::chrono::floor<seconds>(access.expires_at - context_.clock.now()),
          .refresh_token = refresh.is_nil() ? "" : tokens.mint(TokenKind::refresh, refresh),
          .scope = access.scopes.text(),
          .id_token = {}};
}

}  // namespace grants
