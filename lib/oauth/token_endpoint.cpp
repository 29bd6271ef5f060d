#include "oauth/token_endpoint.h"

#include <algorithm>
#include <utility>

#include "accounts/arrival.h"
#include "accounts/audit.h"
#include "accounts/owner.h"
#include "base/error.h"
#include "crypto/digest.h"
#include "oauth/authorization.h"
#include "oauth/errors.h"
#include "oauth/grants.h"
#include "store/access_tokens.h"
#include "store/accounts.h"
#include "store/grants.h"

namespace oauth {
namespace {

using crypto::TokenKind;
using model::Client;
using model::Grant;
using model::Scopes;

void require_use(const Client& client, std::string_view grant) {
  if (client.may_use(grant)) return;
  throw unauthorized_client("The client may not use this grant type.");
}

base::Error code_refused() { return invalid_grant("The code is not valid."); }
base::Error token_refused() { return invalid_grant("The refresh token is not valid."); }
base::Error account_refused() { return invalid_grant("The account is not active."); }
base::Error password_refused() { return invalid_grant("The name or the password is wrong."); }

// As it was when its owner proved who they are.
model::Account require_unchanged(store::Session& session, const model::Account& account,
                                 base::Time now) {
  auto current = store::Accounts(session).by_id(account.id, now);
  if (!current || current->password != account.password) throw password_refused();
  if (current->state != model::AccountState::active) throw account_refused();
  return *std::move(current);
}

accounts::Proof proof_of(std::string_view grant) {
  return grant == model::kPasswordGrant ? accounts::Proof::password : accounts::Proof::signature;
}

bool proves(std::string_view verifier, const std::string& challenge) {
  if (challenge.empty() || verifier.empty()) return challenge.empty() && verifier.empty();
  return crypto::equal_secrets(crypto::sha256_base64url(verifier), challenge);
}

bool repeats(const std::optional<std::string>& uri, const model::AuthorizationCode& code) {
  return uri ? *uri == code.redirect_uri : !code.uri_was_given;
}

}  // namespace

TokenEndpoint::TokenEndpoint(accounts::Context context, accounts::AbuseGate& gate,
                             accounts::SignatureCheck& signatures, IdTokens& id_tokens,
                             Settings settings)
    : context_(context),
      gate_(gate),
      signatures_(signatures),
      id_tokens_(id_tokens),
      settings_(settings),
      check_(context, gate, {.hardened = true, .by_client = true}) {}

Issued TokenEndpoint::by_code(const Client& client, std::string_view code,
                              const std::optional<std::string>& redirect_uri,
                              std::string_view verifier, const accounts::Origin& origin) {
  require_use(client, model::kCodeGrant);
  const auto id = context_.tokens.check(TokenKind::code, code);
  if (!id) throw code_refused();
  return finished(context_.database.transaction([&](store::Session& session) {
    const auto row = store::AuthorizationCodes(session).find(*id);
    if (!row || row->client != client.id) throw code_refused();
    return redeem(session, client, *row, {redirect_uri, verifier}, origin);
  }));
}

TokenEndpoint::Outcome TokenEndpoint::redeem(store::Session& session, const Client& client,
                                             const model::AuthorizationCode& code,
                                             const Proof& proof, const accounts::Origin& origin) {
  const auto now = context_.clock.now();
  const bool is_first = store::AuthorizationCodes(session).redeem(code.id, now);
  const auto grant = store::Grants(session).find(code.grant, now);
  // The grant of a code that nobody has used goes with it: here there is none.
  if (!grant) throw code_refused();
  if (!is_first) return end(session, *grant, "oauth:code-reused", origin, code_refused());
  if (!repeats(proof.redirect_uri, code)) {
    return end(session, *grant, "oauth:code-misused", origin,
               redirect_uri_mismatch("The redirect URI is not the one of the code."));
  }
  if (!proves(proof.verifier, code.challenge)) {
    return end(session, *grant, "oauth:code-misused", origin,
               invalid_grant("The code_verifier is not the one of the code."));
  }
  if (!accounts::find_active(session, grant->account, now)) throw account_refused();
  auto outcome = issue(session, *grant, grant->scopes, new_pair(client));
  outcome.nonce = code.nonce;
  return outcome;
}

Issued TokenEndpoint::by_refresh_token(const Client& client, std::string_view token,
                                       std::string_view scope, const accounts::Origin& origin) {
  require_use(client, model::kRefreshGrant);
  const auto id = context_.tokens.check(TokenKind::refresh, token);
  if (!id) throw token_refused();
  return finished(context_.database.transaction([&](store::Session& session) {
    return refresh(session, client, *id, settings_.aliases.parse(scope), origin);
  }));
}

TokenEndpoint::Outcome TokenEndpoint::refresh(store::Session& session, const Client& client,
                                              const base::Id& id,
                                              const std::optional<Scopes>& wanted,
                                              const accounts::Origin& origin) {
  const auto now = context_.clock.now();
  store::RefreshTokens tokens(session);
  const auto token = tokens.find(id, now);
  const auto grant = token ? store::Grants(session).find(token->grant, now) : std::nullopt;
  if (!grant || grant->client != client.id) throw token_refused();
  if (!accounts::find_active(session, grant->account, now)) throw account_refused();
  const auto next = new_pair(client);
  const bool is_first = tokens.replace(id, now, next.refresh, next.access);
  if (!is_first) return repeat(session, *grant, id, origin);
  if (!wanted || !token->scopes.contain(*wanted)) {
    throw invalid_scope("The scope is more than was granted.");
  }
  return issue(session, *grant, wanted->empty() ? token->scopes : *wanted, next);
}

TokenEndpoint::Outcome TokenEndpoint::repeat(store::Session& session, const Grant& grant,
                                             const base::Id& id, const accounts::Origin& origin) {
  const auto now = context_.clock.now();
  store::RefreshTokens tokens(session);
  const auto replaced = tokens.find(id, now);  // as whoever was faster has left it
  if (!replaced || !replaced->replaced_at) throw token_refused();
  if (now - *replaced->replaced_at > settings_.refresh_grace) {
    return end(session, grant, "oauth:refresh-token-reused", origin, token_refused());
  }
  const auto successor = tokens.find(replaced->successor, now);
  const auto access = store::AccessTokens(session).find(replaced->successor_access, now);
  if (!successor || !access) throw token_refused();
  return {.issued = issued(access->token, successor->id),
          .grant = grant,
          .scopes = access->token.scopes};
}

TokenEndpoint::Outcome TokenEndpoint::end(store::Session& session, const Grant& grant,
                                          const char* event, const accounts::Origin& origin,
                                          base::Error refusal) {
  end_grant(session, context_, grant, origin);
  accounts::audit(session, context_, grant.account, event, origin);
  return {.issued = {}, .grant = grant, .refusal = std::move(refusal)};
}

Issued TokenEndpoint::by_client(const Client& client, std::string_view scope) {
  require_use(client, model::kClientGrant);
  if (client.is_public()) throw unauthorized_client("A public client proves nothing.");
  auto scopes = asked(client, scope);
  if (scopes.empty()) scopes = client.scopes;
  const auto grant = new_grant(model::kClientGrant, client.id, {}, scopes);
  const Pair ids{base::Id::make(context_.clock.now(), context_.entropy), {}};
  return finished(context_.database.transaction([&](store::Session& session) {
    store::Grants(session).insert(grant);
    return issue(session, grant, scopes, ids);
  }));
}

Issued TokenEndpoint::by_password(const Client& client, std::string_view login,
                                  std::string_view password, std::string_view scope,
                                  const accounts::Origin& origin) {
  require_use(client, model::kPasswordGrant);
  if (client.is_public()) throw unauthorized_client("A public client proves nothing.");
  auto scopes = asked(client, scope);
  const auto checked = check_.check_login(login, password, origin);
  if (!checked.right) throw password_refused();
  return for_account(model::kPasswordGrant, client, *checked.account, std::move(scopes), origin);
}

Issued TokenEndpoint::by_signature(const std::optional<Client>& client,
                                   const accounts::SignedRequest& request, std::string_view scope,
                                   const accounts::Origin& origin) {
  if (client) require_use(*client, model::kSignatureGrant);
  const auto asking = client.value_or(Client{});
  auto scopes = asked(asking, scope);
  return for_account(model::kSignatureGrant, asking, signer_of(request, origin), std::move(scopes),
                     origin);
}

model::Account TokenEndpoint::signer_of(const accounts::SignedRequest& request,
                                        const accounts::Origin& origin) try {
  return signatures_.check(request, origin);
} catch (const base::Error& error) {
  if (error.code() != base::ErrorCode::unauthorized) throw;
  throw invalid_grant(error.public_text());
}

Issued TokenEndpoint::for_account(std::string_view type, const Client& client,
                                  const model::Account& account, Scopes scopes,
                                  const accounts::Origin& origin) {
  const auto now = context_.clock.now();
  const auto grant = new_grant(type, client.id, account.id, std::move(scopes));
  const auto ids = new_pair(client);
  return finished(context_.database.transaction([&](store::Session& session) {
    require_unchanged(session, account, now);
    store::Grants(session).insert(grant);
    // Once more: the grant's row now holds that of the account, so nothing changes any more.
    const auto current = require_unchanged(session, account, now);
    accounts::audit(session, context_, account.id, "oauth:grant-made", origin, client.name);
    accounts::note_arrival(session, context_, gate_, current, proof_of(type), origin);
    return issue(session, grant, grant.scopes, ids);
  }));
}

Scopes TokenEndpoint::asked(const Client& client, std::string_view scope) {
  auto scopes = settings_.aliases.parse(scope);
  const bool allowed = scopes && context_.database.read([&](store::Session& session) {
    return may_ask(session, client, *scopes);
  });
  if (!allowed) throw invalid_scope("The client may not ask for one of these scopes.");
  return *std::move(scopes);
}

// Until its first token moves its end on, it has none.
Grant TokenEndpoint::new_grant(std::string_view type, const std::string& client,
                               const base::Id& account, Scopes scopes) {
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

TokenEndpoint::Pair TokenEndpoint::new_pair(const Client& client) {
  const auto now = context_.clock.now();
  Pair pair{base::Id::make(now, context_.entropy), {}};
  const bool refreshes = !client.id.empty() && client.may_use(model::kRefreshGrant);
  if (refreshes) pair.refresh = base::Id::make(now, context_.entropy);
  return pair;
}

TokenEndpoint::Outcome TokenEndpoint::issue(store::Session& session, const Grant& grant,
                                            const Scopes& scopes, const Pair& ids) {
  const auto now = context_.clock.now();
  const model::AccessToken access{.id = ids.access,
                                  .grant = grant.id,
                                  .client = grant.client,
                                  .account = grant.account,
                                  .scopes = scopes,
                                  .created_at = now,
                                  .expires_at = now + settings_.access_lifetime};
  store::AccessTokens(session).insert(access);
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
    store::RefreshTokens(session).insert(refresh);
    end = std::max(end, refresh.expires_at);
  }
  store::Grants(session).extend(grant.id, end);
  return {.issued = issued(access, ids.refresh), .grant = grant, .scopes = scopes};
}

Issued TokenEndpoint::issued(const model::AccessToken& access, const base::Id& refresh) const {
  using std::chrono::seconds;
  const auto& tokens = context_.tokens;
  return {.access_token = tokens.mint(TokenKind::access, access.id),
          .expires_in = std::chrono::floor<seconds>(access.expires_at - context_.clock.now()),
          .refresh_token = refresh.is_nil() ? "" : tokens.mint(TokenKind::refresh, refresh),
          .scope = access.scopes.text(),
          .id_token = {}};
}

Issued TokenEndpoint::finished(Outcome outcome) {
  if (outcome.refusal) throw *std::move(outcome.refusal);
  const auto& grant = outcome.grant;
  const bool is_sign_in = !grant.account.is_nil() && !grant.client.empty();
  if (is_sign_in && outcome.scopes.fulfil("openid")) {
    outcome.issued.id_token = id_tokens_.make(grant, outcome.nonce, outcome.issued.access_token);
  }
  return std::move(outcome.issued);
}

}  // namespace oauth
