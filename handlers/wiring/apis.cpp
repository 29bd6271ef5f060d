#include "wiring/apis.h"

#include "accounts/issuers/key_ring.h"
#include "base/error.h"
#include "base/log.h"
#include "config/config.h"
#include "crypto/opaque_token.h"
#include "pages/strays.h"
#include "router/router.h"
#include "wiring/account_api.h"
#include "wiring/arbiter.h"
#include "wiring/gatekeeper.h"
#include "wiring/links.h"
#include "wiring/meta_api.h"
#include "wiring/oauth_api.h"
#include "wiring/pages.h"
#include "wiring/portal_api.h"
#include "wiring/process.h"
#include "wiring/service.h"
#include "wiring/site.h"
#include "wiring/token_api.h"
#include "wiring/use_cases.h"

namespace wiring {

struct Apis::Made {
  explicit Made(Process& its_process) : process(its_process) {
    // Among equals the first one answers.
    mount("portal", config.portal.mount, portal);
    mount("oauth", config.oauth.mount, oauth);
    mount("meta", config.meta.mount, meta);
    mount("account", config.account.mount, account);
    mount("token", config.token.mount, token);
    mount("pages", {"/"}, pages);
    mount("service", {"/"}, service);
    if (!base_path(config).empty()) mount_at_root("service", service);
  }

  template <typename Api>
  void mount(const std::string& name, const config::Strings& mounts, Api& api) {
    std::vector<base::Place> places;
    for (const auto& text : mounts) places.push_back(place_below_base(config, text));
    auto& table = router.mount(name, std::move(places), api.error_shape());
    api.mount({table, gatekeeper});
  }

  /// Beside the path of public_url, not below it.
  void mount_at_root(const std::string& name, Service& its_service) {
    auto& table = router.mount(name, {base::Place{}}, its_service.error_shape());
    its_service.mount_at_root({table, gatekeeper});
  }

  Process& process;
  const config::Config& config = process.config;
  UseCases use{process};
  const Site site{config};

  PortalApi portal{process, use, site};
  OAuthApi oauth{process, use, site};
  MetaApi meta{process, use, site};
  AccountApi account{process, use, site};
  TokenApi token{process, use, site};
  Pages pages{process, use, site};
  Service service{process, use, site};

  Gatekeeper keeper{{.gate = *use.gate,
                     .sessions = *use.sessions,
                     .cookie = site.session_cookie,
                     .account_authentication = account.authentication(),
                     .token_authentication = token.authentication(),
                     .portal_authentication = portal.authentication(),
                     .meta_authentication = meta.authentication(),
                     .public_origin = public_origin(config)}};
  /// What the rows of all APIs ask.
  const guards::Gatekeeper gatekeeper = [this](auto guard, const auto& request) {
    return keeper.admit(guard, request);
  };

  router::Router router{process.clock,
                        process.entropy,
                        {.arbiter = choose_by_credentials,
                         .strays =
                             [this](const auto& error, const auto& request, auto request_id) {
                               return pages::show_stray(site.renderer, error, request, request_id);
                             },
                         .conceal = crypto::without_tokens}};
};

Apis::Apis(Process& process) : made_(std::make_unique<Made>(process)) {}

Apis::~Apis() = default;

void Apis::prepare() try { made_->use.signing_keys->ensure(); } catch (const base::Error& error) {
  if (error.code() != base::ErrorCode::unavailable) throw;
  base::log::warning("signing_keys.not_made", {{"detail", error.private_detail()}});
}

gateway::Response Apis::answer(const gateway::Request& request) noexcept {
  return made_->router.answer(request);
}

const router::Router& Apis::router() const { return made_->router; }

}  // namespace wiring
