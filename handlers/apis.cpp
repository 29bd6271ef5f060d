#include "apis.h"

#include "account/authentication.h"
#include "account/deletion.h"
#include "account/errors.h"
#include "account/registration.h"
#include "account/tokens.h"
#include "arbiter.h"
#include "base/error.h"
#include "base/log.h"
#include "links.h"
#include "meta/about.h"
#include "meta/authorization.h"
#include "meta/delegation.h"
#include "meta/errors.h"
#include "meta/exchange.h"
#include "oauth/authorize.h"
#include "oauth/error_shapes.h"
#include "oauth/gate.h"
#include "oauth/metadata.h"
#include "oauth/sign_in.h"
#include "oauth/tokens.h"
#include "oauth/validation.h"
#include "pages/address.h"
#include "pages/applications.h"
#include "pages/own_clients.h"
#include "pages/own_sessions.h"
#include "pages/password.h"
#include "pages/personal_tokens.h"
#include "pages/profile.h"
#include "pages/sign_in.h"
#include "pages/sign_up.h"
#include "pages/verification.h"
#include "portal/answer.h"
#include "portal/limits.h"
#include "portal/sessions.h"
#include "portal/stats.h"
#include "portal/tracking.h"
#include "portal/transfers.h"
#include "portal/users.h"
#include "service/health.h"
#include "service/jwks.h"
#include "shared.h"
#include "token/about.h"
#include "token/errors.h"
#include "token/tokens.h"
#include "token/users.h"

namespace {

model::Tiers tiers_of(const config::Config& config) {
  model::Tiers tiers;
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    const auto& tier = config.tiers.at(i);
    tiers.at(i) = {.name = std::string(config::kTierNames.at(i)),
                   .upload_bandwidth = tier.upload_bandwidth,
                   .download_bandwidth = tier.download_bandwidth,
                   .max_upload_size = tier.max_upload_size,
                   .max_uploads = tier.max_uploads,
                   .registry_delay = tier.registry_delay,
                   .storage = tier.storage};
  }
  return tiers;
}

/// Of a member function that shows errors.
template <typename Shower>
router::ErrorShape shape_of(const Shower& shower) {
  return [&shower](const auto& error, const auto& request, auto request_id) {
    return shower.show(error, request, request_id);
  };
}

/// The people of an identity provider.
struct PortalApi {
  PortalApi(const config::Config& config, UseCases& use, const Shared& shared)
      : sessions({.tokens = use.upstream_tokens, .scope = shared.portal_cookie}),
        users({.profiles = use.profiles,
               .accounts = use.plain_accounts,
               .usage = use.usage,
               .closure = use.closure,
               .scope = shared.portal_cookie,
               .origin_of = shared.origin_of}),
        tracking({.usage = use.usage}),
        transfers({.usage = use.usage}),
        stats({.usage = use.usage}),
        limits({.usage = use.usage,
                .tiers = tiers_of(config),
                .caller_of = [&people = shared.people](const auto& request) {
                  return people.by_account(request);
                }}) {}

  void mount(router::Api& api) {
    sessions.mount(api);
    users.mount(api);
    tracking.mount(api);
    transfers.mount(api);
    stats.mount(api);
    limits.mount(api);
  }

  portal::Sessions sessions;
  portal::Users users;
  portal::Tracking tracking;
  portal::Transfers transfers;
  portal::Stats stats;
  portal::Limits limits;
};

/// The sign-in of browsers, and the OAuth2 server.
struct OAuthApi {
  OAuthApi(const config::Config& config, UseCases& use, const Shared& shared)
      : errors({.renderer = shared.renderer,
                .hardened = config.oauth.mode == "hardened",
                .base_path = base_path(config)}),
        sign_in({.sign_in = use.browser_sign_in,
                 .sessions = use.sessions,
                 .cookie = shared.session_cookie,
                 .origin_of = shared.origin_of,
                 .public_origin = public_origin(config),
                 .home = home_path(config)}),
        validation({.access = use.access,
                    .profiles = use.profiles,
                    .hardened = config.oauth.mode == "hardened",
                    .issuer = issuer(config)}),
        tokens({.clients = use.clients,
                .tokens = use.token_endpoint,
                .access = use.access,
                .hardened = config.oauth.mode == "hardened",
                .origin_of = shared.origin_of,
                .issuer = issuer(config)}),
        authorize({.authorization = use.authorization,
                   .sessions = use.sessions,
                   .profiles = use.profiles,
                   .renderer = shared.renderer,
                   .cookie = shared.session_cookie,
                   .hardened = config.oauth.mode == "hardened",
                   .origin_of = shared.origin_of,
                   .base_path = base_path(config)}),
        gate({.access = use.access,
              .account_tokens = use.tokens,
              .sessions = use.sessions,
              .profiles = use.profiles,
              .cookie = shared.session_cookie}) {}

  void mount(router::Api& api) {
    sign_in.mount(api);
    validation.mount(api);
    tokens.mount(api);
    authorize.mount(api);
    gate.mount(api);
  }

  oauth_api::ErrorShapes errors;
  oauth_api::SignIn sign_in;
  oauth_api::Validation validation;
  oauth_api::Tokens tokens;
  oauth_api::Authorize authorize;
  oauth_api::Gate gate;
};

/// What programs do with accounts whose owners have let them.
struct MetaApi {
  MetaApi(const config::Config& config, UseCases& use, const Shared& shared)
      : errors({.renderer = shared.renderer, .base_path = base_path(config)}),
        about({.version = DOORWARD_VERSION}),
        authorization({.exchange = use.exchange,
                       .sessions = use.sessions,
                       .profiles = use.profiles,
                       .cookie = shared.session_cookie,
                       .renderer = shared.renderer,
                       .origin_of = shared.origin_of}),
        exchange({.exchange = use.exchange,
                  .delegation = use.delegation,
                  .hardened = config.oauth.mode == "hardened",
                  .origin_of = shared.origin_of}),
        delegation({.delegation = use.delegation}) {}

  void mount(router::Api& api) {
    about.mount(api);
    authorization.mount(api);
    exchange.mount(api);
    delegation.mount(api);
  }

  meta::Errors errors;
  meta::About about;
  meta::Authorization authorization;
  meta::Exchange exchange;
  meta::Delegation delegation;
};

struct AccountApi {
  AccountApi(UseCases& use, const Shared& shared)
      : registration({.sign_up = use.sign_up, .origin_of = shared.origin_of}),
        authentication({.sign_in = use.sign_in, .origin_of = shared.origin_of}),
        tokens({.tokens = use.tokens, .origin_of = shared.origin_of}),
        deletion({.closure = use.closure, .origin_of = shared.origin_of}) {}

  void mount(router::Api& api) {
    registration.mount(api);
    authentication.mount(api);
    tokens.mount(api);
    deletion.mount(api);
  }

  account::Registration registration;
  account::Authentication authentication;
  account::Tokens tokens;
  account::Deletion deletion;
};

/// Users of a name and a password, and signed tokens for them.
struct TokenApi {
  TokenApi(const config::Config& config, UseCases& use, const Shared& shared)
      : about({.keys = use.signing_keys}),
        tokens({.tokens = use.jwt_tokens,
                .hardened = config.token.mode == "hardened",
                .origin_of = shared.origin_of}),
        users({.accounts = use.plain_accounts,
               .authentication = shared.users,
               .hardened = config.token.mode == "hardened",
               .origin_of = shared.origin_of}) {}

  void mount(router::Api& api) {
    about.mount(api);
    tokens.mount(api);
    users.mount(api);
  }

  token::About about;
  token::Tokens tokens;
  token::Users users;
};

/// What a person sees.
struct Pages {
  Pages(const Parts& parts, UseCases& use, const Shared& shared)
      : base(base_path(parts.config)),
        frame(shared.site, use.sessions),
        sign_in({.site = shared.site, .sessions = use.sessions, .cookie = shared.session_cookie}),
        sign_up({.site = shared.site, .sign_up = use.sign_up}),
        verification({.sign_up = use.sign_up,
                      .renderer = shared.renderer,
                      .origin_of = shared.origin_of,
                      .public_origin = public_origin(parts.config),
                      .action = base + "/verify"}),
        password({.site = shared.site, .recovery = use.recovery}),
        address({.site = shared.site, .change = use.address_change}),
        profile({.frame = frame,
                 .profiles = use.profiles,
                 .recovery = use.recovery,
                 .address = use.address_change}),
        sessions({.frame = frame, .sessions = use.sessions, .clock = parts.clock}),
        applications({.frame = frame, .grants = use.grants}),
        personal_tokens({.frame = frame, .grants = use.grants}),
        clients({.frame = frame, .clients = use.clients}),
        renderer(shared.renderer) {}

  void mount(router::Api& api) {
    sign_in.mount(api);
    sign_up.mount(api);
    verification.mount(api);
    password.mount(api);
    address.mount(api);
    profile.mount(api);
    sessions.mount(api);
    applications.mount(api);
    personal_tokens.mount(api);
    clients.mount(api);
  }

  /// Nobody who has to sign in is told so by an error.
  gateway::Response show(const base::Error& error, const gateway::Request& request,
                         std::string_view request_id) const {
    if (error.code() == base::ErrorCode::unauthorized) return pages::to_sign_in(base, request);
    return renderer.show_error(error, request, request_id);
  }

  std::string base;
  pages::SettingsFrame frame;
  pages::SignIn sign_in;
  pages::SignUp sign_up;
  pages::Verification verification;
  pages::Password password;
  pages::Address address;
  pages::Profile profile;
  pages::OwnSessions sessions;
  pages::Applications applications;
  pages::PersonalTokens personal_tokens;
  pages::OwnClients clients;
  const pages::Renderer& renderer;
};

}  // namespace
