#include "grants/access.h"

#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/grant_end.h"
#include "accounts/proof/owner.h"
#include "grants/errors.h"
#include "grants/grants.h"
#include "model/grant_names.h"
#include "store/grants.h"

namespace grants {

using cache::subject_of;
using crypto::TokenKind;
using model::TokenHolder;

namespace {

constexpr std::size_t kRemembered = 8192;

bool may_know(const model::Client& asking, const std::string& issued_to) {
  return asking.id == issued_to || asking.may_use(model::kClientGrant);
}

/// The holder of a valid refresh token; nothing when it is not that client's.
std::optional<TokenHolder> holder_of_refresh(store::Session& session, const base::Id& id,
                                             const model::Client& asking, base::Time now) {
  const auto token = store::RefreshTokens(session).find(id, now);
  if (!token || token->replaced_at) return std::nullopt;
  const auto grant = store::Grants(session).find(token->grant, now);
  if (!grant || grant->client != asking.id) return std::nullopt;
  const auto account = accounts::find_active(session, grant->account, now);
  if (!account) return std::nullopt;
  return TokenHolder{.token = {.id = token->id,
                               .grant = token->grant,
                               .client = grant->client,
                               .account = grant->account,
                               .scopes = token->scopes,
                               .created_at = token->created_at,
                               .expires_at = token->expires_at},
                     .username = account->username,
                     .email = account->email,
                     .verified = model::has_verified_address(*account)};
}

}  // namespace

Access::Access(accounts::Context& context)
    : context_(context), holders_(context.terms, kRemembered) {}

std::optional<TokenHolder> Access::validate(std::string_view token) {
  return holders_.get(token, [&] { return find(token); });
}

std::optional<cache::Fact<TokenHolder>> Access::find(std::string_view token) {
  const auto id = context_.tokens.check(TokenKind::access, token);
  if (!id) return std::nullopt;
  auto holder = context_.database.read([&](store::Session& session) {
    return store::AccessTokens(session).find(*id, context_.clock.now());
  });
  if (!holder) return std::nullopt;
  const auto& known = holder->token;
  const std::array about{subject_of(known.id), subject_of(known.grant), subject_of(known.account),
                         subject_of(known.client)};
  const auto until = known.expires_at;
  return cache::Fact<TokenHolder>{*std::move(holder), about, until};
}

std::optional<Access::Introspection> Access::introspect(const model::Client& asking,
                                                        std::string_view token) {
  if (asking.is_public()) throw invalid_client("Only a client with a secret may ask.");
  if (auto holder = validate(token)) {
    if (!may_know(asking, holder->token.client)) return std::nullopt;
    return Introspection{*std::move(holder), false};
  }
  const auto id = context_.tokens.check(TokenKind::refresh, token);
  if (!id) return std::nullopt;
  auto holder = context_.database.read([&](store::Session& session) {
    return holder_of_refresh(session, *id, asking, context_.clock.now());
  });
  if (!holder) return std::nullopt;
  return Introspection{*std::move(holder), true};
}

void Access::revoke(const model::Client& asking, std::string_view token,
                    const accounts::Origin& origin) {
  const auto access = context_.tokens.check(TokenKind::access, token);
  const auto refresh = context_.tokens.check(TokenKind::refresh, token);
  if (!access && !refresh) return;
  context_.database.transaction([&](store::Session& session) {
    const auto now = context_.clock.now();
    if (access) {
      const auto holder = store::AccessTokens(session).find(*access, now);
      if (!holder || holder->token.client != asking.id) return;
      accounts::end_token(session, context_, holder->token.id);
      accounts::audit(session, context_, holder->token.account, "oauth:token-revoked", origin,
                      "Given back by application " + asking.name);
      return;
    }
    const auto found = store::RefreshTokens(session).find(*refresh, now);
    if (!found) return;
    const auto grant = store::Grants(session).find(found->grant, now);
    if (grant && grant->client == asking.id) end_grant(session, context_, *grant, origin);
  });
}

}  // namespace grants
