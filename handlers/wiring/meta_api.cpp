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
      : exchanges(use.context, *use.clients, exchange_settings(process.config)),
        delegations(use.context, *use.clients),
        profile_change(use.context, *use.address_change),
        everybodys_keys(use.context),
        log(use.context),
        authentication({.access = *use.access}),
        errors({.renderer = site.renderer, .base_path = base_path(process.config)}),
        about({.version = DOORWARD_VERSION}),
        authorization({.exchange = exchanges,
                       .sessions = *use.sessions,
                       .profiles = *use.profiles,
                       .renderer = site.renderer,
                       .origin_of = site.origin_of}),
        exchange({.exchange = exchanges,
                  .delegation = delegations,
                  .hardened = process.config.oauth.mode == config::Mode::hardened,
                  .origin_of = site.origin_of}),
        delegation({.delegation = delegations}),
        profile({.profiles = *use.profiles,
                 .change = profile_change,
                 .clients = *use.clients,
                 .origin_of = site.origin_of}),
        audit_log({.log = log}),
        ssh_keys({.keys = *use.ssh_keys, .origin_of = site.origin_of}),
        pgp_keys({.keys = *use.pgp_keys, .origin_of = site.origin_of}),
        public_keys({.keys = everybodys_keys}),
        webhooks({.webhooks = *use.webhooks, .origin_of = site.origin_of}) {}

  grants::Exchange exchanges;
  grants::Delegation delegations;
  accounts::ProfileChange profile_change;
  accounts::PublicKeys everybodys_keys;
  accounts::AuditLog log;

  meta::Authentication authentication;
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

MetaApi::MetaApi(Process& process, UseCases& use, const Site& site)
    : made_(std::make_unique<Made>(process, use, site)) {}

MetaApi::~MetaApi() = default;

router::ErrorShape MetaApi::error_shape() const {
  return [&errors = made_->errors](const auto& error, const auto& request, auto request_id) {
    return errors.show(error, request, request_id);
  };
}

void MetaApi::mount(guards::Api api) {
  made_->about.mount(api);
  made_->authorization.mount(api);
  made_->exchange.mount(api);
  made_->delegation.mount(api);
  made_->profile.mount(api);
  made_->audit_log.mount(api);
  made_->ssh_keys.mount(api);
  made_->pgp_keys.mount(api);
  made_->public_keys.mount(api);
  made_->webhooks.mount(api);
}

const meta::Authentication& MetaApi::authentication() const { return made_->authentication; }

}  // namespace wiring
