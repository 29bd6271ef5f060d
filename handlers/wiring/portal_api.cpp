#include "wiring/portal_api.h"

#include "accounts/identity/closure.h"
#include "accounts/identity/plain_accounts.h"
#include "accounts/identity/profiles.h"
#include "accounts/issuers/identities.h"
#include "accounts/issuers/upstream_keys.h"
#include "accounts/issuers/upstream_tokens.h"
#include "accounts/usage/usage.h"
#include "config/config.h"
#include "crypto/seal.h"
#include "portal/authentication.h"
#include "portal/errors.h"
#include "portal/limits.h"
#include "portal/same_site.h"
#include "portal/sessions.h"
#include "portal/stats.h"
#include "portal/tracking.h"
#include "portal/transfers.h"
#include "portal/users.h"
#include "wiring/links.h"
#include "wiring/process.h"
#include "wiring/site.h"
#include "wiring/upstream.h"
#include "wiring/use_cases.h"

namespace wiring {

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

}  // namespace

struct PortalApi::Made {
  Made(Process& process, UseCases& use, const Site& site)
      : provider_keys(process.database, process.clock, process.key_source,
                      upstream_key_settings(process.config), process.waiting),
        cookie_seal(process.secret, kUpstreamCookieSeal, process.entropy),
        provider_tokens(provider_keys, process.terms(), cookie_seal,
                        upstream_token_settings(process.config)),
        identities(use.context),
        usage(use.context, process.usage),
        cookie{public_origin(process.config), process.config.portal.cookie_domain},
        authentication({.tokens = provider_tokens,
                        .identities = identities,
                        .scope = cookie,
                        .origin_of = site.origin_of}),
        sessions(provider_tokens, cookie),
        users({.profiles = *use.profiles,
               .accounts = *use.plain_accounts,
               .usage = usage,
               .closure = *use.closure,
               .scope = cookie,
               .origin_of = site.origin_of}),
        tracking(usage),
        transfers(usage),
        stats(usage),
        limits({.usage = usage,
                .tiers = tiers_of(process.config),
                .caller_of = [this](const auto& request) {
                  return authentication.by_account(request);
                }}) {}

  // The people whom the provider vouches for, and what they use.
  accounts::UpstreamKeys provider_keys;
  const crypto::Seal cookie_seal;
  accounts::UpstreamTokens provider_tokens;
  accounts::Identities identities;
  accounts::Usage usage;

  const portal::CookieScope cookie;
  portal::Authentication authentication;
  portal::Sessions sessions;
  portal::Users users;
  portal::Tracking tracking;
  portal::Transfers transfers;
  portal::Stats stats;
  portal::Limits limits;
};

PortalApi::PortalApi(Process& process, UseCases& use, const Site& site)
    : made_(std::make_unique<Made>(process, use, site)) {}

PortalApi::~PortalApi() = default;

router::ErrorShape PortalApi::error_shape() const { return portal::show_error; }

void PortalApi::mount(guards::Api api) {
  made_->sessions.mount(api);
  made_->users.mount(api);
  made_->tracking.mount(api);
  made_->transfers.mount(api);
  made_->stats.mount(api);
  made_->limits.mount(api);
  api.share("", [&scope = made_->cookie](std::string_view origin) {
    return portal::may_read(origin, scope) ? router::Readers::page_with_cookies
                                           : router::Readers::nobody;
  });
}

const portal::Authentication& PortalApi::authentication() const { return made_->authentication; }

}  // namespace wiring
