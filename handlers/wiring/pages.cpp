#include "wiring/pages.h"

#include <optional>

#include "accounts/identity/address_change.h"
#include "accounts/identity/profiles.h"
#include "accounts/identity/recovery.h"
#include "accounts/identity/sign_up.h"
#include "accounts/keys/pgp_keys.h"
#include "accounts/keys/ssh_keys.h"
#include "accounts/proof/owner_check.h"
#include "accounts/proof/sessions.h"
#include "accounts/webhooks/webhooks.h"
#include "config/config.h"
#include "grants/clients.h"
#include "grants/grants.h"
#include "pages/address.h"
#include "pages/applications.h"
#include "pages/caught_mails.h"
#include "pages/front.h"
#include "pages/mailed_code.h"
#include "pages/own_address.h"
#include "pages/own_clients.h"
#include "pages/own_sessions.h"
#include "pages/password.h"
#include "pages/personal_tokens.h"
#include "pages/profile.h"
#include "pages/security.h"
#include "pages/settings_frame.h"
#include "pages/sign_in.h"
#include "pages/sign_up.h"
#include "pages/verification.h"
#include "wiring/aliases.h"
#include "wiring/handlers.h"
#include "wiring/links.h"
#include "wiring/process.h"
#include "wiring/site.h"
#include "wiring/use_cases.h"

namespace wiring {

struct Pages::Made {
  Made(const Process& process, UseCases& use, const Site& site)
      : recovery(use.context, *use.gate),
        owner_check(use.context, *use.gate),
        grants(use.context, aliases_of(process.config)),
        page(site.page),
        frame(page, *use.sessions),
        deps{.site = page,
             .frame = frame,
             .cookie = site.session_cookie,
             .clock = process.clock,
             .sessions = *use.sessions,
             .sign_up = *use.sign_up,
             .recovery = recovery,
             .owner = owner_check,
             .profiles = *use.profiles,
             .address_change = *use.address_change,
             .pgp_keys = *use.pgp_keys,
             .ssh_keys = *use.ssh_keys,
             .webhooks = *use.webhooks,
             .grants = grants,
             .clients = *use.clients} {
    const auto& config = process.config;
    if (!config::shows_caught_mails(config)) return;
    caught_mails.emplace(page, config::mail_directory(config),
                         std::vector{issuer(config) + "/", verify_url(config)});
  }

  accounts::Recovery recovery;
  accounts::OwnerCheck owner_check;
  grants::Grants grants;

  const pages::Site& page;
  const pages::SettingsFrame frame;

  const pages::Deps deps;
  Handlers<pages::Front, pages::SignIn, pages::SignUp, pages::Verification, pages::MailedCode,
           pages::Password, pages::Address, pages::OwnAddress, pages::Profile, pages::OwnSessions,
           pages::Applications, pages::PersonalTokens, pages::OwnClients, pages::Security>
      handlers{deps};
  std::optional<pages::CaughtMails> caught_mails;  ///< only where they may be shown
};

Pages::Pages(Process& process, UseCases& use, const Site& site)
    : made_(std::make_unique<Made>(process, use, site)) {}

Pages::~Pages() = default;

router::ErrorShape Pages::error_shape() const {
  return [&page = made_->page](const auto& error, const auto& request, auto request_id) {
    return pages::show_error(page, error, request, request_id);
  };
}

void Pages::mount(guards::Api api) {
  made_->handlers.mount(api);
  if (made_->caught_mails) made_->caught_mails->mount(api);
}

}  // namespace wiring
