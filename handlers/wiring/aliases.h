#pragma once

#include "config/forward.h"
#include "grants/aliases.h"

namespace wiring {

/// The names that scopes may use for a client's id, or for this service. Part of the composition
/// root.
grants::Aliases aliases_of(const config::Config& config);

}  // namespace wiring
