#include "grants/exchange.h"

#include <algorithm>

#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/grant_end.h"
#include "accounts/invalid.h"
#include "accounts/proof/opening.h"
#include "grants/admission.h"
#include "grants/client_secret.h"
#include "grants/consent.h"
#include "grants/errors.h"
#include "grants/grants.h"
#include "grants/redirect_uri.h"
#include "grants/scope_fault.h"
#include "model/grant_names.h"
#include "store/access_tokens.h"
#include "store/grants.h"

namespace grants {

using crypto::TokenKind;
using model::Grant;
using model::Scope;
using model::Scopes;

namespace {

base::Error expired() { return accounts::fault("exchange.expired"); }

/// Adds profile:read, since a client may know whom it acts for.
Scopes with_profile(const Scopes& scopes) {
  std::vector<Scope> all(scopes.begin(), scopes.end());
  all.push_back(Scope::parse("profile:read").value());
  return Scopes(std::move(all));
}

/// The scopes of `asked` that the owner left ticked.
Scopes ticked(const Scopes& asked, const Scopes& allowed) {
  std::vector<Scope> kept;
  std::copy_if(asked.begin(), asked.end(), std::back_inserter(kept), [&](const Scope& scope) {
    return std::any_of(allowed.begin(), allowed.end(),
                       [&](const Scope& other) { return other.canonical() == scope.canonical(); });
  });
  return with_profile(Scopes(std::move(kept)));
}

std::string redirect_uri_of(const model::Client& client,
                            const std::optional<std::string>& requested) {
  const auto& registered = client.redirect_uris;
  if (!requested || requested->empty()) {
    if (registered.size() == 1) return registered.front();
    throw redirect_uri_mismatch("The request must say which redirect URI it means.");
  }
  if (is_below_registered(*requested, registered)) return *requested;
  throw redirect_uri_mismatch("The redirect URI is not one of this client.")
      .under("authorization.redirect_uri");
}

void require_flow(const model::Client& client) {
  if (client.is_public()) throw invalid_client("This needs a client with a secret.");
  if (client.may_use(model::kExchangeGrant) || client.may_use(model::kCodeGrant)) return;
  throw unauthorized_client("The client may not ask for this.");
}

/// The grants that earlier exchanges made, oldest first.
std::vector<Grant> earlier(store::Session& session, const base::Id& account,
                           const std::string& client, base::Time now) {
  auto grants = store::Grants(session).of_account_and_client(account, client, now);
  std::erase_if(grants, [](const Grant& grant) { return grant.type != model::kExchangeGrant; });
  return grants;
}

}  // namespace

Exchange::Exchange(accounts::Context& context, Clients& clients, Settings settings)
    : context_(context), clients_(clients), settings_(std::move(settings)) {}

Exchange::Plan Exchange::plan(const Request& request) {
  auto client = clients_.find(request.client_id);
  if (!client) throw unknown_client().under("authorization.unknown_client");
  require_flow(*client);
  Plan plan{.client = *std::move(client),
            .request = request,
            .redirect_uri = {},
            .scopes = {},
            .fault = {}};
  plan.redirect_uri = redirect_uri_of(plan.client, request.redirect_uri);
  const auto scopes = settings_.aliases.parse(request.scopes);
  if (!scopes) {
    plan.fault = accounts::fault("scope.malformed", "scopes");
  } else if (scopes->empty()) {
    plan.fault = accounts::fault("scope.missing", "scopes");
  } else {
    plan.scopes = with_profile(*scopes);
    plan.fault = context_.database.read(
        [&](store::Session& session) { return scope_fault(session, plan.client, *scopes); });
  }
  return plan;
}

bool Exchange::is_admitted(const Plan& plan, const base::Id& account) {
  return context_.database.read([&](store::Session& session) {
    return admits(session, plan.client, account, context_.clock.now());
  });
}

bool Exchange::is_approved(const Plan& plan, const base::Id& account) {
  if (plan.redirect_uri == kOutOfBand) return false;
  if (plan.client.trusted) return true;
  return context_.database.read([&](store::Session& session) {
    const auto grants = earlier(session, account, plan.client.id, context_.clock.now());
    return std::any_of(grants.begin(), grants.end(),
                       [&](const Grant& grant) { return grant.scopes.same_as(plan.scopes); });
  });
}

// The token's grant may exist already, but what its owner allows now applies only from the exchange
// on. So the exchange token gets a grant of its own, which later becomes the token's grant or is
// removed.
Exchange::Approved Exchange::approve(const Plan& plan, const model::Session& session,
                                     const Scopes& allowed, const accounts::Origin& origin) {
  const auto now = context_.clock.now();
  const Grant grant{.id = base::Id::make(now, context_.entropy),
                    .type = std::string(model::kExchangeGrant),
                    .client = plan.client.id,
                    .account = session.account,
                    .scopes = ticked(plan.scopes, allowed),
                    .comment = {},
                    .created_at = now,
                    .signed_in_at = session.created_at,
                    .expires_at = now + settings_.exchange_lifetime};
  const model::AuthorizationCode code{.id = base::Id::make(now, context_.entropy),
                                      .grant = grant.id,
                                      .client = plan.client.id,
                                      .redirect_uri = plan.redirect_uri,
                                      .uri_was_given = plan.request.redirect_uri.has_value(),
                                      .challenge = {},
                                      .nonce = {},
                                      .expires_at = grant.expires_at,
                                      .redeemed_at = {}};
  write({plan.client, grant, code, "oauth:exchange-allowed", "allowed client " + plan.client.id},
        context_, session, origin);
  Approved approved{context_.tokens.mint(TokenKind::exchange, code.id), {}};
  if (plan.redirect_uri == kOutOfBand) return approved;
  std::vector<std::pair<std::string, std::string>> parameters{
      {"exchange", approved.exchange}, {"scopes", grant.scopes.canonical_text()}};
  if (!plan.request.state.empty()) parameters.emplace_back("state", plan.request.state);
  approved.location = with_parameters(plan.redirect_uri, parameters);
  return approved;
}

std::string Exchange::refusal(const Plan& plan, const std::string& details) const {
  std::vector<std::pair<std::string, std::string>> parameters{
      {"error", plan.fault ? "invalid_scope" : "user_declined"}, {"details", details}};
  if (!plan.request.state.empty()) parameters.emplace_back("state", plan.request.state);
  return with_parameters(plan.redirect_uri, parameters);
}

Exchange::Token Exchange::redeem(const Clients::Credentials& credentials, std::string_view exchange,
                                 const accounts::Origin& origin) {
  const auto client = client_with_secret(clients_, credentials, base::ErrorCode::invalid_argument);
  const auto code = context_.tokens.check(TokenKind::exchange, exchange);
  if (!code) throw expired();
  return context_.database.transaction(
      [&](store::Session& session) { return issue(session, client, *code, origin); });
}

Exchange::Token Exchange::issue(store::Session& session, const model::Client& client,
                                const base::Id& code, const accounts::Origin& origin) {
  const auto now = context_.clock.now();
  if (!store::AuthorizationCodes(session).redeem(code, client.id, now)) throw expired();
  const auto found = accounts::Proof::by_code(session, code, now);
  if (!found || found->owner.state != model::AccountState::active) throw expired();
  if (!client.admits(found->owner)) throw expired();
  const auto& fresh = found->of.grant;
  const auto grant = settle(session, fresh, origin);
  const model::AccessToken token{.id = base::Id::make(now, context_.entropy),
                                 .grant = grant.id,
                                 .client = client.id,
                                 .account = grant.account,
                                 .scopes = fresh.scopes,
                                 .created_at = now,
                                 .expires_at = now + settings_.token_lifetime};
  accounts::Opening(session, found->of).put(token);
  store::Grants(session).extend(grant.id, token.expires_at);
  auto text = context_.tokens.mint(TokenKind::access, token.id);
  accounts::audit(session, context_, grant.account, "oauth:token-issued", origin,
                  "issued oauth token " + accounts::shown_part(text) + " to client " + client.id);
  return {std::move(text), token.expires_at};
}

/// The grant for the new token: the client's oldest grant of the account that was proved by the
/// same means, so that webhooks and the like that depend on it survive. Its tokens end, and so do
/// all other grants. The means must be the same because whatever a key opened must end with that
/// key, and must not live on in a grant that was proved by the password.
Grant Exchange::settle(store::Session& session, const Grant& fresh,
                       const accounts::Origin& origin) {
  const auto now = context_.clock.now();
  auto grants = earlier(session, fresh.account, fresh.client, now);
  std::stable_partition(grants.begin(), grants.end(),
                        [&](const Grant& grant) { return grant.ssh_key == fresh.ssh_key; });
  const bool keeps = !grants.empty() && grants.front().ssh_key == fresh.ssh_key;
  for (auto other = grants.begin() + (keeps ? 1 : 0); other != grants.end(); ++other) {
    end_grant(session, context_, *other, origin);
  }
  if (!keeps) return fresh;
  const auto& kept = grants.front();
  for (const auto& token : store::AccessTokens(session).of_grant(kept.id, now)) {
    accounts::end_token(session, context_, token.id);
  }
  store::Grants(session).set_scopes(kept.id, fresh.scopes);
  store::Grants(session).remove(fresh.id);
  return kept;
}

}  // namespace grants
