#pragma once

#include <chrono>

#include "base/clock.h"
#include "store/database.h"

namespace upkeep {

/// So long an event may be on its way into the database, and so far may the clocks of several hosts
/// differ. An event that comes later than this is listed, but in no sum.
inline constexpr std::chrono::seconds kUsageMargin{120};

/// Adds what was used to the sums of its days, but for the last two minutes, in bounded steps, each
/// a transaction of its own. Any number of processes may do so at once: each event is added by one.
/// Returns how many steps were made by this one. Throws as Database::transaction() does.
int roll_up_usage(store::Database& database, base::Time now);

/// Removes events that are in the sums and older than `retention` (0: keeps them for ever), and
/// those of accounts that were removed; in bounded steps. The sums stay.
void purge_usage(store::Database& database, base::Time now, std::chrono::seconds retention);

}  // namespace upkeep
