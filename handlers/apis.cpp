#include "apis.h"

#include "account/authentication.h"
#include "account/deletion.h"
#include "account/errors.h"
#include "account/registration.h"
#include "account/tokens.h"
#include "arbiter.h"
#include "base/error.h"
#include "base/log.h"
#include "config/config.h"
#include "crypto/opaque_token.h"
#include "links.h"
#include "meta/about.h"
#include "meta/audit_log.h"
#include "meta/authorization.h"
#include "meta/delegation.h"
#include "meta/errors.h"
#include "meta/exchange.h"
#include "meta/pgp_keys.h"
#include "meta/profile.h"
#include "meta/public_keys.h"
#include "meta/ssh_keys.h"
#include "meta/webhooks.h"
#include "oauth/authorize.h"
#include "oauth/error_shapes.h"
#include "oauth/gate.h"
#include "oauth/metadata.h"
#include "oauth/sign_in.h"
#include "oauth/tokens.h"
#include "oauth/validation.h"
#include "pages/strays.h"
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
#include "site_pages.h"
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
                .caller_of = [&asked = shared.portal_authentication](const auto& request) {
                  return asked.by_account(request);
                }}) {}

  void mount(guards::Api api) {
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
                .hardened = config.oauth.mode == config::Mode::hardened,
                .base_path = base_path(config)}),
        sign_in({.sign_in = use.browser_sign_in,
                 .sessions = use.sessions,
                 .cookie = shared.session_cookie,
                 .origin_of = shared.origin_of,
                 .home = home_path(config)}),
        validation({.access = use.access,
                    .profiles = use.profiles,
                    .hardened = config.oauth.mode == config::Mode::hardened,
                    .issuer = issuer(config)}),
        tokens({.clients = use.clients,
                .tokens = use.token_endpoint,
                .access = use.access,
                .hardened = config.oauth.mode == config::Mode::hardened,
                .origin_of = shared.origin_of,
                .issuer = issuer(config)}),
        authorize({.authorization = use.authorization,
                   .sessions = use.sessions,
                   .profiles = use.profiles,
                   .renderer = shared.renderer,
                   .cookie = shared.session_cookie,
                   .hardened = config.oauth.mode == config::Mode::hardened,
                   .origin_of = shared.origin_of,
                   .base_path = base_path(config)}),
        gate({.access = use.access,
              .account_tokens = use.tokens,
              .sessions = use.sessions,
              .profiles = use.profiles,
              .cookie = shared.session_cookie,
              .admits_anyone = config.gate.admit == "anyone"}) {}

  void mount(guards::Api api) {
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

/// Of the server's own address, wherever its routes are.
oauth_api::Metadata::Deps metadata_of(const config::Config& config) {
  const auto& mounts = config.oauth.mount;
  oauth_api::Metadata::Deps deps{
      .issuer = issuer(config),
      .endpoints = url_of_place(config, mounts.empty() ? "/" : mounts[0]),
      .keys = issuer(config) + "/.well-known/jwks.json",
      .algorithm = config.oauth.id_token_algorithm,
      .scopes = {}};
  for (const auto& scope : grants::open_scopes()) deps.scopes.push_back(scope.text);
  return deps;
}

/// What programs do with accounts whose owners have let them.
struct MetaApi {
  MetaApi(const config::Config& config, UseCases& use, const Shared& shared)
      : errors({.renderer = shared.renderer, .base_path = base_path(config)}),
        about({.version = DOORWARD_VERSION}),
        authorization({.exchange = use.exchange,
                       .sessions = use.sessions,
                       .profiles = use.profiles,
                       .renderer = shared.renderer,
                       .origin_of = shared.origin_of}),
        exchange({.exchange = use.exchange,
                  .delegation = use.delegation,
                  .hardened = config.oauth.mode == config::Mode::hardened,
                  .origin_of = shared.origin_of}),
        delegation({.delegation = use.delegation}),
        profile({.profiles = use.profiles,
                 .change = use.profile_change,
                 .clients = use.clients,
                 .origin_of = shared.origin_of}),
        audit_log({.log = use.audit_log}),
        ssh_keys({.keys = use.ssh_keys, .origin_of = shared.origin_of}),
        pgp_keys({.keys = use.pgp_keys, .origin_of = shared.origin_of}),
        public_keys({.keys = use.public_keys}),
        webhooks({.webhooks = use.webhooks, .origin_of = shared.origin_of}) {}

  void mount(guards::Api api) {
    about.mount(api);
    authorization.mount(api);
    exchange.mount(api);
    delegation.mount(api);
    profile.mount(api);
    audit_log.mount(api);
    ssh_keys.mount(api);
    pgp_keys.mount(api);
    public_keys.mount(api);
    webhooks.mount(api);
  }

  meta::Errors errors;
  meta::About about;
  meta::Authorization authorization;
  meta::Exchange exchange;
  meta::Delegation delegation;
  meta::Profile profile;
  meta::AuditLog audit_log;
  meta::SshKeys ssh_keys;
  meta::PgpKeys pgp_keys;
  meta::PublicKeys public_keys;
  meta::Webhooks webhooks;
};

struct AccountApi {
  AccountApi(UseCases& use, const Shared& shared)
      : registration({.sign_up = use.sign_up, .origin_of = shared.origin_of}),
        authentication({.sign_in = use.sign_in, .origin_of = shared.origin_of}),
        tokens({.tokens = use.tokens, .origin_of = shared.origin_of}),
        deletion({.closure = use.closure, .origin_of = shared.origin_of}) {}

  void mount(guards::Api api) {
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
      : about({.keys = use.signing_keys.tokens()}),
        tokens({.tokens = use.jwt_tokens,
                .hardened = config.token.mode == config::Mode::hardened,
                .origin_of = shared.origin_of}),
        users({.accounts = use.plain_accounts,
               .authentication = shared.token_authentication,
               .hardened = config.token.mode == config::Mode::hardened,
               .origin_of = shared.origin_of}) {}

  void mount(guards::Api api) {
    about.mount(api);
    tokens.mount(api);
    users.mount(api);
  }

  token::About about;
  token::Tokens tokens;
  token::Users users;
};

}  // namespace

struct Apis::Handlers {
  explicit Handlers(const Parts& its_parts) : parts(its_parts) {
    portal.mount(mount("portal", config.portal.mount, portal::show_error));
    oauth.mount(mount("oauth", config.oauth.mount, shape_of(oauth.errors)));
    meta.mount(mount("meta", config.meta.mount, shape_of(meta.errors)));
    account.mount(mount("account", config.account.mount, account::show_error));
    token.mount(mount("token", config.token.mount, token::show_error));
    site_pages.mount(mount("pages", {"/"}, [this](const auto& error, const auto& request, auto id) {
      return pages::show_error(shared.site, error, request, id);
    }));
    mount_service();
  }

  guards::Api mount(std::string name, const config::Strings& mounts, router::ErrorShape shape) {
    std::vector<base::Place> places;
    for (const auto& text : mounts) places.push_back(place_below_base(config, text));
    auto& table = router.mount(std::move(name), std::move(places), std::move(shape));
    return {table, shared.gatekeeper};
  }

  void mount_service() {
    auto api =
        mount("service", {"/"}, [this](const auto& error, const auto& request, auto request_id) {
          return error.code() == base::ErrorCode::unavailable
                     ? health.show_unavailable(error, request_id)
                     : pages::show_stray(shared.renderer, error, request, request_id);
        });
    health.mount(api);
    jwks.mount(api);
    if (!config.oauth.mount.empty()) metadata.mount(api);
  }

  Parts parts;
  const config::Config& config = parts.config;
  UseCases use{parts};
  Shared shared{config, use};

  PortalApi portal{config, use, shared};
  OAuthApi oauth{config, use, shared};
  MetaApi meta{config, use, shared};
  AccountApi account{use, shared};
  TokenApi token{config, use, shared};
  SitePages site_pages{parts, use, shared};

  // The service's own routes.
  service::Health health{
      {.version = DOORWARD_VERSION, .ask_database = [this] { parts.database.ping(); }}};
  service::Jwks jwks{{.keys = use.signing_keys}};
  oauth_api::Metadata metadata{metadata_of(config)};

  router::Router router{parts.clock,
                        parts.entropy,
                        {.arbiter = choose_by_credentials,
                         .strays =
                             [this](const auto& error, const auto& request, auto request_id) {
                               return pages::show_stray(shared.renderer, error, request,
                                                        request_id);
                             },
                         .conceal = crypto::without_tokens}};
};

Apis::Apis(const Parts& parts) : handlers_(std::make_unique<Handlers>(parts)) {}

Apis::~Apis() = default;

void Apis::prepare() try {
  handlers_->use.signing_keys.ensure();
} catch (const base::Error& error) {
  if (error.code() != base::ErrorCode::unavailable) throw;
  base::log::warning("signing_keys.not_made", {{"detail", error.private_detail()}});
}

gateway::Response Apis::answer(const gateway::Request& request) noexcept {
  return handlers_->router.answer(request);
}

const router::Router& Apis::router() const { return handlers_->router; }
