#include "site_pages.h"

#include "config/config.h"
#include "links.h"

SitePages::SitePages(const Parts& parts, UseCases& use, const Shared& shared)
    : site(shared.site),
      frame(site, use.sessions),
      front({.site = site,
             .sessions = use.sessions,
             .profiles = use.profiles,
             .cookie = shared.session_cookie}),
      sign_in({.site = site, .sessions = use.sessions, .cookie = shared.session_cookie}),
      sign_up({.site = site, .sign_up = use.sign_up}),
      verification({.sign_up = use.sign_up,
                    .renderer = site.renderer,
                    .origin_of = site.origin_of,
                    .public_origin = site.public_origin,
                    .action = site.base_path + "/verify"}),
      password({.site = site, .recovery = use.recovery}),
      address({.site = site, .change = use.address_change}),
      own_address({.site = site,
                   .profiles = use.profiles,
                   .owner = use.owner_check,
                   .address = use.address_change,
                   .sessions = use.sessions}),
      profile({.frame = frame,
               .profiles = use.profiles,
               .owner = use.owner_check,
               .recovery = use.recovery,
               .address = use.address_change}),
      sessions({.frame = frame, .sessions = use.sessions, .clock = parts.clock}),
      applications({.frame = frame, .grants = use.grants}),
      personal_tokens({.frame = frame, .owner = use.owner_check, .grants = use.grants}),
      clients({.frame = frame, .owner = use.owner_check, .clients = use.clients}),
      security({.frame = frame,
                .profiles = use.profiles,
                .owner = use.owner_check,
                .pgp_keys = use.pgp_keys,
                .ssh_keys = use.ssh_keys,
                .webhooks = use.webhooks}) {
  const auto& config = parts.config;
  if (!config::shows_caught_mails(config)) return;
  caught_mails.emplace(
      pages::CaughtMails::Deps{.site = site,
                               .directory = config::mail_directory(config),
                               .links = {issuer(config) + "/", verify_url(config)}});
}

void SitePages::mount(router::Api& api) {
  front.mount(api);
  sign_in.mount(api);
  sign_up.mount(api);
  verification.mount(api);
  password.mount(api);
  address.mount(api);
  own_address.mount(api);
  profile.mount(api);
  sessions.mount(api);
  applications.mount(api);
  personal_tokens.mount(api);
  clients.mount(api);
  security.mount(api);
  if (caught_mails) caught_mails->mount(api);
}
