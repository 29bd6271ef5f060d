#include "wiring/meta_api.h"

#include "accounts/audit_log.h"
#include "accounts/identity/address_change.h"
#include "accounts/identity/profile_change.h"
#include "accounts/identity/profiles.h"
#include "accounts/keys/pgp_keys.h"
#include "accounts/keys/public_keys.h"
#include "accounts/keys/ssh_keys.h"
#include "accounts/proof/sessions.h"
#include "accounts/webhooks/webhooks.h"
#include "config/config.h"
#include "grants/access.h"
#include "grants/clients.h"
#include "grants/delegation.h"
#include "grants/exchange.h"
#include "meta/about.h"
#include "meta/audit_log.h"
#include "meta/authentication.h"
#include "meta/authorization.h"
#include "meta/delegation.h"
#include "meta/errors.h"
#include "meta/exchange.h"
#include "meta/pgp_keys.h"
#include "meta/profile.h"
#include "meta/public_keys.h"
#include "meta/ssh_keys.h"
#include "meta/webhooks.h"
#include "wiring/aliases.h"
#include "wiring/handlers.h"
#include "wiring/links.h"
#include "wiring/process.h"
#include "wiring/site.h"
#include "wiring/use_cases.h"

namespace wiring {

namespace {

grants::Exchange::Settings exchange_settings(const config::Config& config) {
  return {.token_lifetime = config.meta.token_lifetime, .aliases = aliases_of(config)};
}

}  // namespace

struct MetaApi::Made {
  Made(const Process& process, UseCases& use, const Site& site)
      : exchange(use.context, *use.clients, exchange_settings(process.config)),
        delegation(use.context, *use.clients),
        profile_change(use.context, *use.address_change),
        public_keys(use.context),
        audit_log(use.context),
        authentication(*use.access),
        deps{.exchange = exchange,
             .delegation = delegation,
             .clients = *use.clients,
             .sessions = *use.sessions,
             .profiles = *use.profiles,
             .profile_change = profile_change,
             .audit_log = audit_log,
             .ssh_keys = *use.ssh_keys,
             .pgp_keys = *use.pgp_keys,
             .public_keys = public_keys,
             .webhooks = *use.webhooks,
             .renderer = site.renderer,
             .keeper = {*use.kept_requests, site.origin_of},
             .origin_of = site.origin_of,
             .hardened = process.config.oauth.mode == config::Mode::hardened,
             .base_path = base_path(process.config),
             .version = DOORWARD_VERSION} {}

  grants::Exchange exchange;
  grants::Delegation delegation;
  accounts::ProfileChange profile_change;
  accounts::PublicKeys public_keys;
  accounts::AuditLog audit_log;
  meta::Authentication authentication;

  const meta::Deps deps;
  const meta::Errors errors{deps};
  Handlers<meta::About, meta::Authorization, meta::Exchange, meta::Delegation, meta::Profile,
           meta::AuditLog, meta::SshKeys, meta::PgpKeys, meta::PublicKeys, meta::Webhooks>
      handlers{deps};
};

MetaApi::MetaApi(Process& process, UseCases& use, const Site& site)
    : made_(std::make_unique<Made>(process, use, site)) {}

MetaApi::~MetaApi() = default;

router::ErrorShape MetaApi::error_shape() const {
  return [&errors = made_->errors](const auto& error, const auto& request, auto request_id) {
    return errors.show(error, request, request_id);
  };
}

void MetaApi::mount(guards::Api api) { made_->handlers.mount(api); }

const meta::Authentication& MetaApi::authentication() const { return made_->authentication; }

}  // namespace wiring
