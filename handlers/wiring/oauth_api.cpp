#include "wiring/oauth_api.h"

#include "accounts/abuse_gate.h"
#include "accounts/identity/profiles.h"
#include "accounts/issuers/key_ring.h"
#include "accounts/proof/browser_sign_in.h"
#include "accounts/proof/sessions.h"
#include "accounts/proof/signature_check.h"
#include "accounts/proof/tokens.h"
#include "grants/access.h"
#include "grants/authorization.h"
#include "grants/clients.h"
#include "grants/id_tokens.h"
#include "grants/token_endpoint.h"
#include "oauth/authorize.h"
#include "oauth/error_shapes.h"
#include "oauth/gate.h"
#include "oauth/sign_in.h"
#include "oauth/tokens.h"
#include "oauth/validation.h"
#include "wiring/aliases.h"
#include "wiring/links.h"
#include "wiring/process.h"
#include "wiring/site.h"
#include "wiring/use_cases.h"

namespace wiring {

namespace {

bool is_hardened(const Process& process) {
  return process.config.oauth.mode == config::Mode::hardened;
}

grants::Authorization::Settings authorization_settings(const config::Config& config) {
  return {.issuer = issuer(config),
          .code_lifetime = config.oauth.code_lifetime,
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
        authorization(use.context, *use.clients, authorization_settings(process.config)),
        token_endpoint(use.context, *use.gate, signatures, id_tokens,
                       token_settings(process.config)),
        errors({.renderer = site.renderer,
                .hardened = is_hardened(process),
                .base_path = base_path(process.config)}),
        sign_in({.sign_in = browser_sign_in,
                 .sessions = *use.sessions,
                 .cookie = site.session_cookie,
                 .origin_of = site.origin_of,
                 .home = home_path(process.config)}),
        validation({.access = *use.access,
                    .profiles = *use.profiles,
                    .hardened = is_hardened(process),
                    .issuer = issuer(process.config)}),
        tokens({.clients = *use.clients,
                .tokens = token_endpoint,
                .access = *use.access,
                .hardened = is_hardened(process),
                .origin_of = site.origin_of,
                .issuer = issuer(process.config)}),
        authorize({.authorization = authorization,
                   .sessions = *use.sessions,
                   .profiles = *use.profiles,
                   .renderer = site.renderer,
                   .cookie = site.session_cookie,
                   .hardened = is_hardened(process),
                   .origin_of = site.origin_of,
                   .base_path = base_path(process.config)}),
        gate({.access = *use.access,
              .account_tokens = *use.tokens,
              .sessions = *use.sessions,
              .profiles = *use.profiles,
              .cookie = site.session_cookie,
              .admits_anyone = process.config.gate.admit == "anyone"}) {}

  accounts::SignatureCheck signatures;
  accounts::BrowserSignIn browser_sign_in;
  grants::IdTokens id_tokens;
  grants::Authorization authorization;
  grants::TokenEndpoint token_endpoint;

  oauth_api::ErrorShapes errors;
  oauth_api::SignIn sign_in;
  oauth_api::Validation validation;
  oauth_api::Tokens tokens;
  oauth_api::Authorize authorize;
  oauth_api::Gate gate;
};

OAuthApi::OAuthApi(Process& process, UseCases& use, const Site& site)
    : made_(std::make_unique<Made>(process, use, site)) {}

OAuthApi::~OAuthApi() = default;

router::ErrorShape OAuthApi::error_shape() const {
  return [&errors = made_->errors](const auto& error, const auto& request, auto request_id) {
    return errors.show(error, request, request_id);
  };
}

void OAuthApi::mount(guards::Api api) {
  made_->sign_in.mount(api);
  made_->validation.mount(api);
  made_->tokens.mount(api);
  made_->authorize.mount(api);
  made_->gate.mount(api);
}

}  // namespace wiring
