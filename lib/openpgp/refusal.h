#pragma once

#include "base/error.h"

namespace openpgp {

/// Refuses a key (invalid_argument, about "pgp-key") in words for whoever sent it.
[[noreturn]] inline void refuse(const char* text) {
  throw base::Error(base::ErrorCode::invalid_argument, {text}).about("pgp-key");
}

}  // namespace openpgp
