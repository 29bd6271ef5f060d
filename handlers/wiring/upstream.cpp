#include "wiring/upstream.h"

#include "config/config.h"
#include "courier/jwks_fetch.h"

namespace wiring {

accounts::KeySource key_source(const config::Config& config, base::Waiting& waiting) {
  const courier::JwksFetch fetch(
      {.allow_private = config.portal.allow_private_jwks, .ca_file = config.portal.jwks_ca_file});
  return [fetch, &waiting](const std::string& url) { return fetch.apart(url, waiting); };
}

accounts::UpstreamKeys::Settings upstream_key_settings(const config::Config& config) {
  const auto& portal = config.portal;
  return {.url = portal.jwks_url,
          .refresh = portal.jwks_refresh,
          .cooldown = portal.jwks_cooldown,
          .stale = portal.jwks_stale};
}

accounts::UpstreamTokens::Settings upstream_token_settings(const config::Config& config) {
  const auto& portal = config.portal;
  accounts::UpstreamTokens::Settings settings{.algorithms = {},
                                              .issuer = portal.issuer,
                                              .audience = portal.audience,
                                              .clock_skew = portal.clock_skew};
  for (const auto& name : portal.algorithms) {
    if (const auto algorithm = crypto::algorithm_named(name)) {
      settings.algorithms.push_back(*algorithm);
    }
  }
  return settings;
}

}  // namespace wiring
