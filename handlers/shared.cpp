#include "shared.h"

#include "config/config.h"
#include "links.h"
#include "templates/templates.h"

namespace {

/// `texts` and `config` outlive the function.
OriginOf origin_in(const templates::Templates& texts, const config::Config& config) {
  return [&, languages = texts.languages()](const gateway::Request& request) -> accounts::Origin {
    const auto accepted = request.header("accept-language").value_or("");
    return {request.client_address,
            templates::choose_language(accepted, languages, config.pages.language),
            std::string(request.header("user-agent").value_or(""))};
  };
}

/// What no sub-domain can set needs https, and another name than the document gives it.
pages::SessionCookie session_cookie_of(const config::Config& config) {
  const bool secure = public_origin(config).starts_with("https:");
  return {secure, secure && config.oauth.mode == config::Mode::hardened};
}

}  // namespace

Shared::Shared(const config::Config& config, UseCases& use)
    : texts(pages::page_templates(), config.pages.templates),
      renderer(texts, {.site_name = config.pages.site_name,
                       .language = config.pages.language,
                       .base_path = base_path(config),
                       .sign_in_path = sign_in_path(config),
                       .caught_mails = config::shows_caught_mails(config)}),
      origin_of(origin_in(texts, config)),
      site{.renderer = renderer,
           .origin_of = origin_of,
           .public_origin = public_origin(config),
           .base_path = base_path(config),
           .home = home_path(config)},
      session_cookie(session_cookie_of(config)),
      portal_cookie{public_origin(config), config.portal.cookie_domain},
      users({.tokens = use.jwt_tokens, .hardened = config.token.mode == config::Mode::hardened}),
      people({.tokens = use.upstream_tokens,
              .identities = use.identities,
              .scope = portal_cookie,
              .origin_of = origin_of}),
      programs({.access = use.access}),
      gatekeeper({.gate = use.gate,
                  .tokens = use.tokens,
                  .sessions = use.sessions,
                  .cookie = session_cookie,
                  .users = users,
                  .people = people,
                  .programs = programs,
                  .public_origin = public_origin(config)}) {}
