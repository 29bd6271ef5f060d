#pragma once

#include <vector>

#include "accounts/forward.h"
#include "base/id.h"
#include "store/audit.h"

namespace accounts {

/// What has happened to an account, for its owner to read.
class AuditLog {
 public:
  explicit AuditLog(Context& context);

  /// At most `limit`, newest first, from `start` on (an id; negative: the newest).
  std::vector<model::AuditEntry> list(const base::Id& account, long long start, int limit);
  long long count(const base::Id& account);

 private:
  const Context& context_;
};

}  // namespace accounts
