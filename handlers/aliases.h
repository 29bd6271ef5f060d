#pragma once

#include "config/config.h"
#include "oauth/aliases.h"

/// The names that scopes may use for a client's id, or for this service. Part of the composition
/// root.
oauth::Aliases aliases_of(const config::Config& config);
