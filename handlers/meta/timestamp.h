#pragma once

#include <string>

#include "base/clock.h"

namespace meta {

/// "2026-01-31T12:00:00+00:00": the one form that every client of this API reads.
std::string timestamp(base::Time time);

}  // namespace meta
