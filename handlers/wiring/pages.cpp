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
#include "grants/clients.h"
#include "grants/grants.h"
#include "pages/address.h"
#include "pages/applications.h"
#include "pages/caught_mails.h"
#include "pages/front.h"
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
        front({.site = page,
               .sessions = *use.sessions,
               .profiles = *use.profiles,
               .cookie = site.session_cookie}),
        sign_in({.site = page, .sessions = *use.sessions, .cookie = site.session_cookie}),
        sign_up({.site = page, .sign_up = *use.sign_up}),
        verification({.sign_up = *use.sign_up,
                      .renderer = page.renderer,
                      .origin_of = page.origin_of,
                      .action = page.base_path + "/verify"}),
        password({.site = page, .recovery = recovery}),
        address({.site = page, .change = *use.address_change}),
        own_address({.site = page,
                     .profiles = *use.profiles,
                     .owner = owner_check,
                     .address = *use.address_change,
                     .sessions = *use.sessions}),
        profile({.frame = frame,
                 .profiles = *use.profiles,
                 .owner = owner_check,
                 .recovery = recovery,
                 .address = *use.address_change}),
        sessions({.frame = frame, .sessions = *use.sessions, .clock = process.clock}),
        applications({.frame = frame, .grants = grants}),
        personal_tokens({.frame = frame, .owner = owner_check, .grants = grants}),
        clients({.frame = frame, .owner = owner_check, .clients = *use.clients}),
        security({.frame = frame,
                  .profiles = *use.profiles,
                  .owner = owner_check,
                  .pgp_keys = *use.pgp_keys,
                  .ssh_keys = *use.ssh_keys,
                  .webhooks = *use.webhooks}) {
    const auto& config = process.config;
    if (!config::shows_caught_mails(config)) return;
    caught_mails.emplace(
        pages::CaughtMails::Deps{.site = page,
                                 .directory = config::mail_directory(config),
                                 .links = {issuer(config) + "/", verify_url(config)}});
  }

  accounts::Recovery recovery;
  accounts::OwnerCheck owner_check;
  grants::Grants grants;

  const pages::Site& page;
  const pages::SettingsFrame frame;
  pages::Front front;
  pages::SignIn sign_in;
  pages::SignUp sign_up;
  pages::Verification verification;
  pages::Password password;
  pages::Address address;
  pages::OwnAddress own_address;
  pages::Profile profile;
  pages::OwnSessions sessions;
  pages::Applications applications;
  pages::PersonalTokens personal_tokens;
  pages::OwnClients clients;
  pages::Security security;
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
  made_->front.mount(api);
  made_->sign_in.mount(api);
  made_->sign_up.mount(api);
  made_->verification.mount(api);
  made_->password.mount(api);
  made_->address.mount(api);
  made_->own_address.mount(api);
  made_->profile.mount(api);
  made_->sessions.mount(api);
  made_->applications.mount(api);
  made_->personal_tokens.mount(api);
  made_->clients.mount(api);
  made_->security.mount(api);
  if (made_->caught_mails) made_->caught_mails->mount(api);
}

}  // namespace wiring
