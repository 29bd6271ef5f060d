#pragma once

#include <chrono>
#include <vector>

#include "upkeep/upkeep.h"

namespace upkeep {

/// How long an event may be on its way into the database, and how far the clocks of several hosts
/// may differ. An event that arrives later than this is listed, but not counted in any sum.
inline constexpr std::chrono::seconds kUsageMargin{120};

/// Adds usage events to the sums of their days, except for the last two minutes: those of a day, at
/// most 50 000 of them (of a server 250 000), in one transaction. Any number of processes may do so
/// at once: each event is added exactly once. Returns whether there were any to add, by whichever
/// process. Throws as Database::transaction() does.
bool roll_up_usage(store::Database& database, base::Time now);

/// How long after an account was removed what it has used goes: whatever was still on its way is
/// there by then.
inline constexpr std::chrono::hours kAfterRemoval{1};

/// Of each database of usage: sums, and single uses; those that are in the sums and older than
/// `retention` (0: they are kept for ever) go. The sums stay. Of accounts that were removed from
/// the main database, which it tells, all goes.
std::vector<Task> usage_tasks(store::Database& main, store::UsageDatabases& databases,
                              const base::Clock& clock, std::chrono::seconds retention);

}  // namespace upkeep
