#pragma once

#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "model/audit_entry.h"
#include "store/database.h"

namespace store {

/// The table `audit_entries`: written in the transaction of the change that it tells of.
class Audit {
 public:
  explicit Audit(Session& session) : session_(session) {}

  /// The entry's own id counts for nothing.
  void append(const model::AuditEntry& entry);

  /// At most `limit` with ids not greater than `start` (negative: from the newest), newest first.
  std::vector<model::AuditEntry> of_account(const base::Id& account, long long start, int limit);
  long long count(const base::Id& account);

  /// Removes at most `limit` of before this time; returns how many.
  int purge_older(base::Time before, int limit);

 private:
  Session& session_;
};

}  // namespace store
