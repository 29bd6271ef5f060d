#include "wiring/oauth_api.h"

#include "accounts/abuse_gate.h"
#include "accounts/identity/profiles.h"
#include "accounts/issuers/key_ring.h"
#include "accounts/proof/browser_sign_in.h"
#include "accounts/proof/sessions.h"
#include "accounts/proof/signature_check.h"
#include "accounts/proof/tokens.h"
#include "config/config.h"
#include "grants/access.h"
#include "grants/authorization.h"
#include "grants/clients.h"
#include "grants/id_tokens.h"
#include "grants/token_endpoint.h"
#include "oauth/authorize.h"
#include "oauth/errors.h"
#include "oauth/gate.h"
#include "oauth/sign_in.h"
#include "oauth/tokens.h"
#include "oauth/validation.h"
#include "wiring/aliases.h"
#include "wiring/handlers.h"
#include "wiring/links.h"
#include "wiring/process.h"
#include "wiring/site.h"
#include "wiring/use_cases.h"

namespace wiring {

namespace {

grants::Authorization::Settings authorization_settings(const config::Config& config) {
  return {.issuer = issuer(config),
          .code_lifetime = config.oauth.code_lifetime,
          .consent_lifetime = config.oauth.access_lifetime,
          .aliases = aliases_of(config)};
}

grants::TokenEndpoint::Settings token_settings(const config::Config& config) {
  return {.access_lifetime = config.oauth.access_lifetime,
          .refresh_lifetime = config.oauth.refresh_lifetime,
          .refresh_grace = config.oauth.refresh_grace,
          .aliases = aliases_of(config)};
}

}  // namespace

struct OAuthApi::Made {
  Made(Process& process, UseCases& use, const Site& site)
      : signatures(use.context, *use.gate, {.window = process.config.oauth.signature_window}),
        browser_sign_in(use.context, *use.gate, *use.sessions, signatures),
        id_tokens(
            process.clock, use.signing_keys->id_tokens(),
            {.issuer = issuer(process.config), .lifetime = process.config.oauth.access_lifetime}),
        authorization(use.context, *use.clients, id_tokens, authorization_settings(process.config)),
        token_endpoint(use.context, *use.gate, signatures, id_tokens,
                       token_settings(process.config)),
        deps{.browser_sign_in = browser_sign_in,
             .sessions = *use.sessions,
             .profiles = *use.profiles,
             .account_tokens = *use.account_tokens,
             .authorization = authorization,
             .token_endpoint = token_endpoint,
             .clients = *use.clients,
             .access = *use.access,
             .renderer = site.renderer,
             .cookie = site.session_cookie,
             .keeper = {*use.kept_requests, site.origin_of},
             .origin_of = site.origin_of,
             .hardened = process.config.oauth.mode == config::Mode::hardened,
             .admits_anyone = process.config.gate.admit == "anyone",
             .issuer = issuer(process.config),
             .base_path = base_path(process.config),
             .home = home_path(process.config)} {}

  accounts::SignatureCheck signatures;
  accounts::BrowserSignIn browser_sign_in;
  grants::IdTokens id_tokens;
  grants::Authorization authorization;
  grants::TokenEndpoint token_endpoint;

  const oauth_api::Deps deps;
  const oauth_api::Errors errors{deps};
  Handlers<oauth_api::SignIn, oauth_api::Validation, oauth_api::Tokens, oauth_api::Authorize,
           oauth_api::Gate>
      handlers{deps};
};

OAuthApi::OAuthApi(Process& process, UseCases& use, const Site& site)
    : made_(std::make_unique<Made>(process, use, site)) {}

OAuthApi::~OAuthApi() = default;

router::ErrorShape OAuthApi::error_shape() const {
  return [&errors = made_->errors](const auto& error, const auto& request, auto request_id) {
    return errors.show(error, request, request_id);
  };
}

void OAuthApi::mount(guards::Api api) { made_->handlers.mount(api); }

}  // namespace wiring
