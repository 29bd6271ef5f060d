#pragma once

#include <chrono>

#include "base/clock.h"
#include "store/database.h"

namespace courier {

/// Removes what has expired: registrations, tokens, challenges, revocations, sessions, what OAuth2
/// has given out, signatures, and the counts of windows of `abuse_window` that are past (0: no
/// counts). Each transaction is small, and so is
/// their number; what is left waits for the next call. Throws as Database::transaction() does.
void purge_expired(store::Database& database, base::Time now, std::chrono::seconds abuse_window);

}  // namespace courier
