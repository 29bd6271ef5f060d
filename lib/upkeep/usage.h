#pragma once

#include <chrono>

#include "base/clock.h"
#include "store/forward.h"

namespace upkeep {

/// How long an event may be on its way into the database, and how far the clocks of several hosts
/// may differ. An event that arrives later than this is listed, but not counted in any sum.
inline constexpr std::chrono::seconds kUsageMargin{120};

/// Adds usage events to the sums of their days, except for the last two minutes, in bounded steps,
/// each in its own transaction. Any number of processes may do so at once: each event is added
/// exactly once. Returns how many steps this one made. Throws as Database::transaction() does.
int roll_up_usage(store::Database& database, base::Time now);

/// Removes, in bounded steps, events that are in the sums and older than `retention` (0: keeps them
/// for ever), and those of removed accounts. The sums stay.
void purge_usage(store::Database& database, base::Time now, std::chrono::seconds retention);

}  // namespace upkeep
