#pragma once

#include <optional>

#include "base/clock.h"
#include "base/id.h"
#include "store/forward.h"

namespace store {

/// The table `usage_removals` of the main database: removed accounts of which what they have used
/// has yet to go. There may be millions of rows of it, and in another database, so that another
/// transaction removes them (usage_rollup.h).
class UsageRemovals {
 public:
  explicit UsageRemovals(Session& session) : session_(session) {}

  /// An account that is about to be removed; nothing when there is none, or when it is there
  /// already.
  void insert(const base::Id& account, base::Time now);

  /// One that was removed before that time and whose slot (model::usage_slot) has this remainder.
  std::optional<base::Id> find(base::Time before, int remainder, int divisor);

  /// Nothing of it is left.
  void forget(const base::Id& account);

 private:
  Session& session_;
};

}  // namespace store
