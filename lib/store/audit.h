#pragma once

#include <string>

#include "base/clock.h"
#include "base/id.h"
#include "store/database.h"

namespace store {

/// One security-relevant event. Outlives its account.
struct AuditEntry {
  base::Id id;
  base::Id account;
  std::string event;           ///< "account:registered"
  std::string client_address;  ///< numeric
  base::Time at;
  std::string details = {};  ///< for its owner to read; at most 512 bytes, no secret
};

/// The table `audit_log`: written in the transaction of the change that it tells of.
class Audit {
 public:
  explicit Audit(Session& session) : session_(session) {}
  void append(const AuditEntry& entry);

 private:
  Session& session_;
};

}  // namespace store
