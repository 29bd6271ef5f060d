#pragma once

#include "accounts/issuers/key_ring.h"
#include "config/forward.h"

namespace wiring {

/// What the seal of the signing keys is for: part of the key that it is derived from.
inline constexpr auto kSigningKeySeal = "signing keys";

/// The keys that sign JWTs of the token API and ID tokens as the configuration wants them, with the
/// text of the files that it names. Throws base::Error (invalid_argument) when one of them cannot
/// be read.
accounts::KeyRing::Settings signing_settings(const config::Config& config);

}  // namespace wiring
