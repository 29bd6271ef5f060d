#pragma once

#include <string_view>
#include <type_traits>

#include "base/clock.h"
#include "base/id.h"
#include "store/session.h"

namespace store {

/// Removes a bounded number of expired rows: `select` finds their ids (:now, :limit), `remove`
/// takes one away (:id, :now) if it is still expired. Two statements, because SQLite's DELETE has
/// no LIMIT, and because MySQL locks every row that a DELETE examines. Returns how many it removed.
template <typename Key = base::Id>
int purge_expired(Session& session, std::string_view select, std::string_view remove,
                  base::Time now, int limit) {
  const auto ids =
      session.statement(select).with("now", now).with("limit", limit).template all<Key, Key>();
  int removed = 0;
  for (const auto& id : ids) {
    if constexpr (!std::is_integral_v<Key>) session.changed(id);
    if (session.statement(remove).with("id", id).with("now", now).run() == 1) ++removed;
  }
  return removed;
}

}  // namespace store
