#pragma once

#include <string>
#include <utility>
#include <vector>

#include "store/database.h"
#include "upkeep/upkeep.h"

namespace upkeep {

/// How long a task on the database rests when nothing is left to do.
inline constexpr std::chrono::minutes kEvery{1};

/// One task for each table of which rows expire: registrations, tokens, challenges, revocations,
/// sessions, what OAuth2 has given out and what waits for a sign-in there, signatures, networks
/// that nobody has signed in from for half a year, counts of past windows of the abuse gate, and
/// what is older than its retention: entries of the audit log, deliveries of webhooks, and calls
/// and mails that were given up.
std::vector<Task> purge_tasks(store::Database& database, const base::Clock& clock,
                              const Retention& retention);

/// A task that removes rows, so many in each step: `remove` takes a session and that number, and
/// returns how many it has removed.
template <typename Remove>
Task removal(std::string name, store::Database& database, int rows, Remove remove) {
  return {std::move(name), kEvery, [&database, rows, remove = std::move(remove)] {
            return database.transaction(
                       [&](store::Session& session) { return remove(session, rows); }) == rows;
          }};
}

}  // namespace upkeep
