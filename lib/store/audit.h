#pragma once

#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "model/audit_entry.h"
#include "store/forward.h"

namespace store {

/// The table `audit_entries`. An entry is written in the transaction of the change that it records.
class Audit {
 public:
  explicit Audit(Session& session) : session_(session) {}

  /// Ignores the entry's id, which the database assigns.
  void append(const model::AuditEntry& entry);

  /// At most `limit` with ids not greater than `start` (negative: from the newest), newest first.
  std::vector<model::AuditEntry> of_account(const base::Id& account, long long start, int limit);
  long long count(const base::Id& account);

  /// Removes at most `limit` entries from before this time; returns how many.
  int purge_older(base::Time before, int limit);

 private:
  Session& session_;
};

}  // namespace store
