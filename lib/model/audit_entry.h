#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/id.h"

namespace model {

/// One security-relevant event. Outlives its account.
struct AuditEntry {
  long long id = 0;  ///< assigned by the database
  base::Id account;
  std::string event;           ///< "account:registered"
  std::string client_address;  ///< numeric
  base::Time at;
  std::optional<std::string> details =
      {};  ///< for the account's owner to read; at most 512 bytes, no secret
  std::optional<std::string> by = {};  ///< who did it, when not its owner at a page of ours
};

}  // namespace model
