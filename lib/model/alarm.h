#pragma once

#include <string>

#include "base/clock.h"

namespace model {

/// What keeps a channel of the courier from delivering until the operator mends it.
struct Alarm {
  std::string channel;  ///< "mail"
  std::string reason;   ///< for the operator; no secret, no address
  base::Time since;
  base::Time last_at;
};

}  // namespace model
