#pragma once

#include "accounts/issuers/key_source.h"
#include "accounts/issuers/upstream_keys.h"
#include "accounts/issuers/upstream_tokens.h"
#include "config/forward.h"

namespace wiring {

/// The identity provider of the portal API, as the configuration has it.

accounts::KeySource key_source(const config::Config& config,
                               base::Waiting& waiting = base::in_place());
accounts::UpstreamKeys::Settings upstream_key_settings(const config::Config& config);
accounts::UpstreamTokens::Settings upstream_token_settings(const config::Config& config);

/// What the seal of the cookie is for: part of the key that it is derived from.
inline constexpr auto kUpstreamCookieSeal = "skynet-jwt";

}  // namespace wiring
