#pragma once

#include <string>

#include "base/clock.h"

/// "2026-01-31T12:00:00Z".
std::string utc(base::Time time);
