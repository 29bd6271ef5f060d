#pragma once

#include <string_view>

#include "base/clock.h"
#include "store/database.h"

namespace store {

/// Removes a bounded number of expired rows: `select` finds their ids (:now, :limit), `remove`
/// takes one away (:id, :now) if it is still expired. Two statements, since DELETE knows no LIMIT
/// in SQLite, and since MySQL locks all that a DELETE has looked at. Returns how many it removed.
int purge_expired(Session& session, std::string_view select, std::string_view remove,
                  base::Time now, int limit);

}  // namespace store
