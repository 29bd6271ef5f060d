#include "grants/authorization.h"

#include <algorithm>
#include <array>
#include <utility>

#include "accounts/context.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/text.h"
#include "base/url.h"
#include "grants/admission.h"
#include "grants/asked_scopes.h"
#include "grants/consent.h"
#include "grants/errors.h"
#include "grants/id_tokens.h"
#include "grants/redirect_uri.h"
#include "model/grant_names.h"
#include "store/clients.h"
#include "store/grants.h"
#include "store/sessions.h"

namespace grants {
namespace {

using model::Scopes;

constexpr std::string_view kOutOfBand =
    "urn:ietf:wg:oauth:2.0:oob";  // there is no address to redirect to
constexpr std::size_t kLongestNonce = 255;
constexpr std::size_t kChallengeBytes = 32;

std::string redirect_uri_of(const model::Client& client, const std::optional<std::string>& given) {
  auto uris = client.redirect_uris;
  std::erase(uris, kOutOfBand);
  if (given && is_registered(*given, uris)) return *given;
  if (!given && uris.size() == 1) return uris.front();
  throw redirect_uri_mismatch("The redirect URI is not one of the client's.")
      .under("authorization.redirect_uri");
}

bool is_challenge(std::string_view text) {
  const auto bytes = base::from_base64url(text);
  return bytes && bytes->size() == kChallengeBytes;
}

void check_challenge(const Authorization::Plan& plan) {
  const auto& [challenge, method] =
      std::tie(plan.request.code_challenge, plan.request.code_challenge_method);
  if (challenge.empty() && method.empty()) {
    if (!plan.client.is_public()) return;
    throw invalid_request("This client must send a code_challenge.");
  }
  if (method != "S256") throw invalid_request("The code_challenge_method must be S256.");
  if (!is_challenge(challenge)) throw invalid_request("The code_challenge is no SHA-256 digest.");
}

bool has_prompt(const Authorization::Plan& plan, std::string_view word) {
  const auto words = base::split(plan.request.prompt, ' ');
  return std::find(words.begin(), words.end(), word) != words.end();
}

void check_prompt(const Authorization::Plan& plan) {
  constexpr std::array<std::string_view, 4> known{"none", "login", "consent", "select_account"};
  const auto words = base::split(plan.request.prompt, ' ');
  const bool all_known = std::all_of(words.begin(), words.end(), [&](std::string_view word) {
    return std::find(known.begin(), known.end(), word) != known.end();
  });
  if (!all_known || (has_prompt(plan, "none") && words.size() > 1)) {
    throw invalid_request("The prompt cannot be understood.");
  }
}

bool is_max_age(std::string_view text) {
  return text.size() <= 9 && text.find_first_not_of("0123456789") == text.npos;
}

void check_openid(const Authorization::Plan& plan) {
  check_prompt(plan);
  if (!is_max_age(plan.request.max_age)) throw invalid_request("The max_age is no number.");
  const auto& nonce = plan.request.nonce;
  if (nonce.size() > kLongestNonce || !base::is_utf8(nonce)) {
    throw invalid_request("The nonce is too long.");
  }
}

constexpr std::string_view kIdToken = "id_token";
constexpr std::string_view kFormPost = "form_post";

bool wants_id_token(const Authorization::Plan& plan) {
  return plan.request.response_type == kIdToken;
}

std::string_view grant_type_of(const Authorization::Plan& plan) {
  return wants_id_token(plan) ? model::kImplicitGrant : model::kCodeGrant;
}

bool can_be_posted_to(std::string_view uri) {
  const auto url = base::Url::parse(uri);
  return url && base::is_web(*url);
}

bool is_by_form(const Authorization::Plan& plan) {
  return plan.request.response_mode == kFormPost && can_be_posted_to(plan.redirect_uri);
}

void check_response_mode(const Authorization::Plan& plan) {
  const auto& mode = plan.request.response_mode;
  if (!mode.empty() && mode != "query" && mode != kFormPost) {
    throw invalid_request("The response_mode must be query or form_post.");
  }
  if (mode == kFormPost && !is_by_form(plan)) {
    throw invalid_request("Nothing can be posted to this redirect URI.");
  }
}

void check_response_type(const Authorization::Plan& plan) {
  if (!plan.client.may_use(model::kCodeGrant)) {
    throw unauthorized_client("The client may not ask for a code.");
  }
  if (plan.request.response_type.empty()) throw invalid_request("There is no response_type.");
  if (wants_id_token(plan) && plan.request.response_mode == kFormPost) return;
  if (plan.request.response_type != "code") {
    throw unsupported_response_type("The response_type must be code, or id_token by form_post.");
  }
}

/// What an ID token by itself needs (OpenID Connect Core section 3.2.2.1).
void check_id_token(const Authorization::Plan& plan) {
  if (!plan.scopes.fulfil("openid")) throw invalid_request("An id_token needs the scope openid.");
  if (plan.request.nonce.empty()) throw missing_parameter("nonce");
}

/// So long somebody may take over the page of consent before they must sign in once more.
constexpr std::chrono::minutes kStillAnswered{15};

/// Whether they have signed in for this very request: since it was kept, and just now, for a link
/// to a request that is kept may have come from anybody, and lie there for a day.
bool has_answered(const Authorization::Plan& plan, const model::Session& session, base::Time now) {
  return plan.request.asked_at && session.created_at > *plan.request.asked_at &&
         now - session.created_at <= kStillAnswered;
}

bool is_recent_enough(const Authorization::Plan& plan, const model::Session& session,
                      base::Time now) {
  if (has_answered(plan, session, now)) return true;
  if (has_prompt(plan, "login") || has_prompt(plan, "select_account")) return false;
  if (plan.request.max_age.empty()) return true;
  const std::chrono::seconds limit(std::stol(plan.request.max_age));
  return limit.count() > 0 && now - session.created_at <= limit;  // 0: as prompt=login
}

/// Whether it is whom the client means.
bool is_hinted(const Authorization::Plan& plan, const model::Session& session) {
  return !plan.hinted || *plan.hinted == session.account.text();
}

Scopes both(const Scopes& asked, const Scopes& allowed) {
  std::vector<model::Scope> scopes;
  std::copy_if(asked.begin(), asked.end(), std::back_inserter(scopes),
               [&](const model::Scope& scope) { return allowed.fulfil(scope); });
  return Scopes(std::move(scopes));
}

void refuse(Authorization::Plan& plan, const base::Error& error) {
  plan.error = error.subject();
  plan.description = error.public_text();
}

}  // namespace

Authorization::Authorization(accounts::Context& context, Clients& clients, IdTokens& id_tokens,
                             Settings settings)
    : context_(context), clients_(clients), id_tokens_(id_tokens), settings_(std::move(settings)) {}

Authorization::Plan Authorization::plan(const Request& request) {
  auto client = clients_.remembered(request.client_id);
  if (!client) throw unknown_client().under("authorization.unknown_client");
  auto uri = redirect_uri_of(*client, request.redirect_uri);
  Plan plan{*std::move(client), request, std::move(uri), {}, {}, {}, {}};
  try {
    check(plan);
  } catch (const base::Error& error) {
    if (error.subject().empty()) throw;
    refuse(plan, error);
  }
  return plan;
}

void Authorization::check(Plan& plan) {
  check_response_mode(plan);
  check_response_type(plan);
  if (!wants_id_token(plan)) check_challenge(plan);
  check_openid(plan);
  check_hint(plan);
  auto scopes = context_.database.read([&](store::Session& session) {
    return asked_scopes(session, plan.client, settings_.aliases, plan.request.scope);
  });
  if (!scopes) throw scope_not_allowed();
  plan.scopes = *std::move(scopes);
  if (wants_id_token(plan)) check_id_token(plan);
}

Authorization::Next Authorization::next(Plan& plan, const std::optional<model::Session>& session) {
  if (!plan.error.empty()) return Next::refuse;
  const bool silent = has_prompt(plan, "none");
  const auto now = context_.clock.now();
  if (!session || !is_hinted(plan, *session) || !is_recent_enough(plan, *session, now)) {
    const bool others = session && has_answered(plan, *session, now);
    if (!silent && !others) return Next::sign_in;
    refuse(plan,
           login_required(others ? "Somebody else has signed in." : "Somebody must sign in."));
    return Next::refuse;
  }
  if (!is_admitted(plan, session->account)) {
    if (!silent) return Next::verify;
    refuse(plan, no_verified_address());
    return Next::refuse;
  }
  const bool must_ask = has_prompt(plan, "consent");
  if (!must_ask && (plan.client.trusted || was_allowed_before(plan, session->account))) {
    return Next::approve;
  }
  if (!silent) return Next::consent;
  refuse(plan, consent_required("The account's owner must be asked."));
  return Next::refuse;
}

// Of an ended sign-in, too: who is meant does not expire (OpenID Connect Core section 3.1.2.1).
void Authorization::check_hint(Plan& plan) {
  const auto& hint = plan.request.id_token_hint;
  if (hint.empty()) return;
  plan.hinted = id_tokens_.subject_of(hint);
  if (!plan.hinted) throw invalid_request("The id_token_hint is none of our ID tokens.");
}

bool Authorization::asks_who_is_there(const Plan& plan) {
  return plan.hinted || !plan.request.max_age.empty() || has_prompt(plan, "login") ||
         has_prompt(plan, "select_account");
}

bool Authorization::is_admitted(const Plan& plan, const base::Id& account) {
  return !plan.client.require_verified || context_.database.read([&](store::Session& session) {
    return admits(session, plan.client, account, context_.clock.now());
  });
}

// Anybody can claim to be a public client (RFC 6749 section 10.2), so its user is asked every time.
// Whoever has allowed a code has allowed the ID token that comes with it, too.
bool Authorization::was_allowed_before(const Plan& plan, const base::Id& account) {
  if (plan.client.is_public()) return false;
  return has_allowed(plan, account, grant_type_of(plan)) ||
         (wants_id_token(plan) && has_allowed(plan, account, model::kCodeGrant));
}

bool Authorization::has_allowed(const Plan& plan, const base::Id& account,
                                std::string_view type) const {
  const auto allowed = context_.database.read([&](store::Session& session) {
    return store::Grants(session).allowed_scopes(account, plan.client.id, type,
                                                 context_.clock.now());
  });
  return std::any_of(allowed.begin(), allowed.end(),
                     [&](const Scopes& scopes) { return scopes.contain(plan.scopes); });
}

Answer Authorization::approve(const Plan& plan, const model::Session& session,
                              const Scopes& allowed, const accounts::Origin& origin) {
  if (!plan.error.empty()) {
    throw base::Error(base::ErrorCode::internal, {}, {"a refused request was approved"});
  }
  const auto now = context_.clock.now();
  const bool by_code = !wants_id_token(plan);
  const model::Grant grant{
      .id = base::Id::make(now, context_.entropy),
      .type = std::string(grant_type_of(plan)),
      .client = plan.client.id,
      .account = session.account,
      .scopes = both(plan.scopes, allowed),
      .comment = {},
      .created_at = now,
      .signed_in_at = session.created_at,
      .expires_at = now + (by_code ? settings_.code_lifetime : settings_.consent_lifetime)};
  if (by_code) return answer(plan, {{"code", code_for(plan, grant, session, origin)}});
  return answer(plan, {{"id_token", id_token_for(plan, grant, session, origin)}});
}

std::string Authorization::code_for(const Plan& plan, const model::Grant& grant,
                                    const model::Session& session, const accounts::Origin& origin) {
  const model::AuthorizationCode code{.id = base::Id::make(grant.created_at, context_.entropy),
                                      .grant = grant.id,
                                      .client = plan.client.id,
                                      .redirect_uri = plan.redirect_uri,
                                      .uri_was_given = plan.request.redirect_uri.has_value(),
                                      .challenge = plan.request.code_challenge,
                                      .nonce = plan.request.nonce,
                                      .expires_at = grant.expires_at,
                                      .redeemed_at = {}};
  write({plan.client, grant, code, "oauth:grant-made", plan.client.name}, context_, session,
        origin);
  return context_.tokens.mint(crypto::TokenKind::code, code.id);
}

std::string Authorization::id_token_for(const Plan& plan, const model::Grant& grant,
                                        const model::Session& session,
                                        const accounts::Origin& origin) {
  const auto owner = write({plan.client, grant, {}, "oauth:grant-made", plan.client.name}, context_,
                           session, origin);
  return id_tokens_.make(grant, plan.request.nonce, owner);
}

Answer Authorization::refusal(const Plan& plan) const {
  if (plan.error.empty()) return answer(plan, {{"error", "access_denied"}});
  return answer(plan, {{"error", plan.error}, {"error_description", plan.description}});
}

Answer Authorization::answer(const Plan& plan, Answer::Parameters parameters) const {
  if (!plan.request.state.empty()) parameters.emplace_back("state", plan.request.state);
  parameters.emplace_back("iss", settings_.issuer);
  return {plan.redirect_uri, std::move(parameters), is_by_form(plan)};
}

}  // namespace grants
