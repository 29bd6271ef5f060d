#pragma once

#include <chrono>

#include "base/clock.h"
#include "store/forward.h"

namespace upkeep {

/// Removes what has expired: registrations, tokens, challenges, revocations, sessions, what OAuth2
/// has given out, signatures, networks that nobody has signed in from for half a year, and the
/// counts of past windows of `abuse_window` (0: no counts). Transactions are small and few;
/// whatever is left waits for the next call. Throws as Database::transaction() does.
void purge_expired(store::Database& database, base::Time now, std::chrono::seconds abuse_window);

/// Removes webhook deliveries older than `retention` (0: none), and calls that were given up before
/// then. Works in steps as purge_expired() does.
void purge_webhooks(store::Database& database, base::Time now, std::chrono::seconds retention);

/// Removes entries of the audit log that are older than `retention` (0: keeps them for ever). Works
/// in steps as purge_expired() does.
void purge_audit(store::Database& database, base::Time now, std::chrono::seconds retention);

}  // namespace upkeep
