#include "grants/refresh_grant.h"

#include "accounts/context.h"
#include "grants/errors.h"
#include "store/access_tokens.h"

namespace grants {
namespace {

base::Error refused() { return invalid_grant("The refresh token is not valid."); }

}  // namespace

Outcome RefreshGrant::give(const TokenRequest& request) {
  const auto token = request.required("refresh_token");
  const auto id = context_.tokens.check(crypto::TokenKind::refresh, token);
  if (!id) throw refused();
  return context_.database.transaction(
      [&](store::Session& session) { return refresh(session, *id, request); });
}

Outcome RefreshGrant::refresh(store::Session& session, const base::Id& id,
                              const TokenRequest& request) {
  const auto now = context_.clock.now();
  store::RefreshTokens tokens(session);
  const auto token = tokens.find(id, now);
  const auto found = token ? accounts::Proof::by_grant(session, token->grant, now) : std::nullopt;
  if (!found || found->grant.client != request.client->id) throw refused();
  const auto& grant = found->grant;
  issuance_.require_admitted(session, *request.client, grant.account);
  const auto next = issuance_.new_pair(*request.client);
  const bool is_first = tokens.replace(id, now, next.refresh, next.access);
  if (!is_first) return repeat(session, grant, id, request.origin);
  const auto wanted = issuance_.settings().aliases.parse(request.text("scope"));
  if (!wanted || !token->scopes.contain(*wanted)) {
    throw invalid_scope("The scope is more than was granted.");
  }
  accounts::Opening opening(session, *found);
  return issuance_.issue(opening, grant, wanted->empty() ? token->scopes : *wanted, next);
}

Outcome RefreshGrant::repeat(store::Session& session, const model::Grant& grant, const base::Id& id,
                             const accounts::Origin& origin) {
  const auto now = context_.clock.now();
  store::RefreshTokens tokens(session);
  const auto replaced = tokens.find(id, now);  // as a faster request has left it
  if (!replaced || !replaced->replaced_at) throw refused();
  if (now - *replaced->replaced_at > issuance_.settings().refresh_grace) {
    return issuance_.end(session, grant, "oauth:refresh-token-reused", origin, refused());
  }
  const auto successor = tokens.find(replaced->successor, now);
  const auto access = store::AccessTokens(session).find(replaced->successor_access, now);
  if (!successor || !access) throw refused();
  return issuance_.repeat(grant, access->token, successor->id);
}

}  // namespace grants
