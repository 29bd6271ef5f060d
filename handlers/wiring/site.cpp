#include "wiring/site.h"

#include "config/config.h"
#include "wiring/links.h"

namespace wiring {

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

Site::Site(const config::Config& config)
    : texts(pages::page_templates(), config.pages.templates),
      renderer(texts, {.site_name = config.pages.site_name,
                       .language = config.pages.language,
                       .base_path = base_path(config),
                       .sign_in_path = sign_in_path(config),
                       .caught_mails = config::shows_caught_mails(config)}),
      origin_of(origin_in(texts, config)),
      page{.renderer = renderer,
           .origin_of = origin_of,
           .base_path = base_path(config),
           .home = home_path(config)},
      session_cookie(session_cookie_of(config)) {}

}  // namespace wiring
