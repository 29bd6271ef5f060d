#include "apis.h"

#include "account/authentication.h"
#include "account/deletion.h"
#include "account/errors.h"
#include "account/registration.h"
#include "account/tokens.h"
#include "arbiter.h"
#include "base/error.h"
#include "base/log.h"
#include "gatekeeper.h"
#include "links.h"
#include "pages/renderer.h"
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
#include "signing.h"
#include "templates/templates.h"
#include "token/about.h"
#include "token/errors.h"
#include "token/tokens.h"
#include "token/users.h"

namespace {

accounts::AbuseGate::Budgets budgets_of(const config::Config::Abuse& abuse) {
  return {.failures_per_address = abuse.failures_per_address,
          .failures_per_account = abuse.failures_per_account,
          .registrations_per_address = abuse.registrations_per_address,
          .mails_per_recipient = abuse.mails_per_recipient,
          .window = abuse.window};
}

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

std::vector<router::Place> places_of(const config::Config& config, const config::Strings& mounts) {
  std::vector<router::Place> places;
  for (const auto& mount : mounts) places.push_back(place_below_base(config, mount));
  return places;
}

}  // namespace

struct Apis::Handlers {
  explicit Handlers(const Parts& its_parts) : parts(its_parts) {
    mount_portal();
    mount_account();
    mount_token();
    mount_pages();
    mount_service();
  }

  void mount_portal() {
    auto& api = router.mount("portal", places_of(config, config.portal.mount), portal::show_error);
    sessions.mount(api);
    portal_users.mount(api);
    tracking.mount(api);
    transfers.mount(api);
    stats.mount(api);
    limits.mount(api);
  }

  void mount_account() {
    auto& api =
        router.mount("account", places_of(config, config.account.mount), account::show_error);
    registration.mount(api);
    authentication.mount(api);
    own_tokens.mount(api);
    deletion.mount(api);
  }

  void mount_token() {
    auto& api = router.mount("token", places_of(config, config.token.mount), token::show_error);
    about.mount(api);
    user_tokens.mount(api);
    users.mount(api);
  }

  void mount_pages() {
    auto& api = router.mount("pages", places_of(config, {"/"}),
                             [this](const auto& error, const auto& request, auto request_id) {
                               return renderer.show_error(error, request, request_id);
                             });
    verification.mount(api);
  }

  void mount_service() {
    auto& api = router.mount("service", places_of(config, {"/"}),
                             [this](const auto& error, const auto& /*request*/, auto request_id) {
                               return health.show_error(error, request_id);
                             });
    health.mount(api);
    jwks.mount(api);
  }

  accounts::Origin origin_of(const gateway::Request& request) const {
    const auto accepted = request.header("accept-language").value_or("");
    return {request.client_address,
            templates::choose_language(accepted, texts.languages(), config.pages.language)};
  }

  Parts parts;
  const config::Config& config = parts.config;
  const bool hardened = config.account.mode == "hardened";
  const bool hardened_token = config.token.mode == "hardened";

  // The use cases.
  const accounts::Context context{parts.database, parts.clock, parts.entropy, parts.passwords,
                                  parts.tokens};
  accounts::AbuseGate gate{parts.database, parts.clock, budgets_of(config.abuse)};
  accounts::SignUp sign_up{
      context, gate, {.hardened = hardened, .lifetime = config.account.registration_lifetime}};
  accounts::SignIn sign_in{
      context, gate, {.hardened = hardened, .token_lifetime = config.account.token_lifetime}};
  accounts::Tokens tokens{context};
  accounts::Closure closure{context};
  const crypto::Seal key_seal{parts.secret, kSigningKeySeal, parts.entropy};
  accounts::SigningKeys signing_keys{context, key_seal, signing_settings(config)};
  accounts::JwtTokens jwt_tokens{context,
                                 gate,
                                 signing_keys,
                                 {.hardened = hardened_token,
                                  .issuer = config::token_issuer(config),
                                  .access_lifetime = config.token.access_lifetime,
                                  .refresh_lifetime = config.token.refresh_lifetime}};
  accounts::PlainAccounts plain_accounts{context, gate, {.hardened = hardened_token}};

  accounts::UpstreamKeys upstream_keys{parts.database, parts.clock, parts.key_source,
                                       upstream_key_settings(config)};
  const crypto::Seal cookie_seal{parts.secret, kUpstreamCookieSeal, parts.entropy};
  accounts::UpstreamTokens upstream_tokens{upstream_keys, parts.clock, cookie_seal,
                                           upstream_token_settings(config)};
  accounts::Identities identities{context};
  accounts::Profiles profiles{context};
  accounts::Usage usage{context};

  // What every API shares.
  const token::Authentication user_authentication{
      {.tokens = jwt_tokens, .hardened = hardened_token}};
  const OriginOf origin = [this](const auto& request) { return origin_of(request); };
  const portal::CookieScope cookie_scope{public_origin(config), config.portal.cookie_domain};
  const portal::Authentication portal_authentication{{.tokens = upstream_tokens,
                                                      .identities = identities,
                                                      .scope = cookie_scope,
                                                      .origin_of = origin}};
  Gatekeeper gatekeeper{{.gate = gate,
                         .tokens = tokens,
                         .users = user_authentication,
                         .people = portal_authentication}};
  const templates::Templates texts{pages::page_templates(), config.pages.templates};
  const pages::Renderer renderer{
      texts, {.site_name = config.pages.site_name, .language = config.pages.language}};

  // The portal API.
  portal::Sessions sessions{{.tokens = upstream_tokens, .scope = cookie_scope}};
  portal::Users portal_users{{.profiles = profiles,
                              .accounts = plain_accounts,
                              .usage = usage,
                              .closure = closure,
                              .scope = cookie_scope,
                              .origin_of = origin}};
  portal::Tracking tracking{{.usage = usage}};
  portal::Transfers transfers{{.usage = usage}};
  portal::Stats stats{{.usage = usage}};
  portal::Limits limits{
      {.usage = usage, .tiers = tiers_of(config), .caller_of = [this](const auto& request) {
         return portal_authentication.by_account(request);
       }}};

  // The account API.
  account::Registration registration{{.sign_up = sign_up, .origin_of = origin}};
  account::Authentication authentication{{.sign_in = sign_in, .origin_of = origin}};
  account::Tokens own_tokens{{.tokens = tokens, .origin_of = origin}};
  account::Deletion deletion{{.closure = closure, .origin_of = origin}};

  // The token API.
  token::About about{{.keys = signing_keys}};
  token::Tokens user_tokens{
      {.tokens = jwt_tokens, .hardened = hardened_token, .origin_of = origin}};
  token::Users users{{.accounts = plain_accounts,
                      .authentication = user_authentication,
                      .hardened = hardened_token,
                      .origin_of = origin}};

  // The pages that a person sees.
  pages::Verification verification{{.sign_up = sign_up,
                                    .renderer = renderer,
                                    .origin_of = origin,
                                    .public_origin = public_origin(config),
                                    .action = base_path(config) + "/verify"}};

  // The service's own routes.
  service::Health health{
      {.version = DOORWARD_VERSION, .ask_database = [this] { parts.database.ping(); }}};

  service::Jwks jwks{{.keys = signing_keys}};

  router::Router router{
      [this](auto access, const auto& request) { return gatekeeper.admit(access, request); },
      parts.clock, parts.entropy, choose_by_credentials};
};

Apis::Apis(const Parts& parts) : handlers_(std::make_unique<Handlers>(parts)) {}

Apis::~Apis() = default;

void Apis::prepare() try { handlers_->signing_keys.ensure(); } catch (const base::Error& error) {
  if (error.code() != base::ErrorCode::unavailable) throw;
  base::log::warning("signing_keys.not_made", {{"detail", error.private_detail()}});
}

gateway::Response Apis::answer(const gateway::Request& request) noexcept {
  return handlers_->router.answer(request);
}

const router::Router& Apis::router() const { return handlers_->router; }
