#include "upkeep/usage.h"

#include <optional>
#include <string>

#include "store/database.h"
#include "store/duplicate.h"
#include "store/usage_databases.h"
#include "store/usage_removals.h"
#include "store/usage_rollup.h"
#include "upkeep/purge.h"

namespace upkeep {
namespace {

// More at once would keep others from SQLite for too long. A server lets them go on meanwhile:
// there a step is as long as mails may wait for it, and its fixed cost is spread over more events.
constexpr int kEventsAStep = 50'000;
constexpr int kEventsAStepOfServer = 250'000;
constexpr int kPurged = 2'000;

struct Step {
  base::Time from;
  base::Time to;
};

void begin(store::Database& database) {
  try {
    database.transaction(
        [](store::Session& session) { store::UsageRollup(session).begin(base::Time{}); });
  } catch (const store::Duplicate&) {  // another process was as fast
  }
}

// Reads before it writes, so that an idle process takes no lock.
std::optional<Step> plan(store::Database& database, base::Time limit) {
  const auto until =
      database.read([](store::Session& session) { return store::UsageRollup(session).until(); });
  const auto from = until.value_or(base::Time{});
  const int most = database.is_embedded() ? kEventsAStep : kEventsAStepOfServer;
  const auto to = database.read([&](store::Session& session) {
    return store::UsageRollup(session).next_step(from, limit, most);
  });
  if (!to) return std::nullopt;
  if (!until) begin(database);
  return Step{from, *to};
}

// Does nothing when another process has taken it.
void take(store::Database& database, const Step& step) {
  database.transaction([&](store::Session& session) {
    store::UsageRollup rollup(session);
    if (rollup.move(step.from, step.to)) rollup.add(step.from, step.to);
  });
}

/// One of the databases of usage, and the main one.
struct Part {
  store::Database& main;
  store::UsageDatabases& databases;
  int number;

  std::string name(const std::string& task) const {
    return databases.are_apart() ? task + " " + std::to_string(number + 1) : task;
  }
  store::Database& database() const { return databases.at(number); }
};

// An account a step. It is forgotten when nothing was left, in whichever database.
bool purge_of_removed(const Part& part, base::Time now) {
  const auto account = part.main.read([&](store::Session& session) {
    return store::UsageRemovals(session).find(now - kAfterRemoval, part.number,
                                              part.databases.count());
  });
  if (!account) return false;
  const int removed = part.database().transaction([&](store::Session& session) {
    return store::UsageRollup(session).purge_account(*account, kPurged);
  });
  if (removed == kPurged) return true;
  part.main.transaction(
      [&](store::Session& session) { store::UsageRemovals(session).forget(*account); });
  return true;
}

bool purge_old(store::Database& database, base::Time before) {
  return database.transaction([&](store::Session& session) {
    return store::UsageRollup(session).purge_before(before, kPurged);
  }) == kPurged;
}

}  // namespace

bool roll_up_usage(store::Database& database, base::Time now) {
  const auto step = plan(database, now - kUsageMargin);
  if (!step) return false;
  take(database, *step);
  return true;
}

std::vector<Task> usage_tasks(store::Database& main, store::UsageDatabases& databases,
                              const base::Clock& clock, std::chrono::seconds retention) {
  std::vector<Task> tasks;
  for (int number = 0; number < databases.count(); ++number) {
    const Part part{main, databases, number};
    tasks.push_back({part.name("usage_sums"), kEvery,
                     [part, &clock] { return roll_up_usage(part.database(), clock.now()); }});
    tasks.push_back({part.name("usage_of_removed"), kEvery,
                     [part, &clock] { return purge_of_removed(part, clock.now()); }});
    if (retention.count() == 0) continue;
    tasks.push_back({part.name("usage_events"), kEvery, [part, &clock, retention] {
                       return purge_old(part.database(), clock.now() - retention);
                     }});
  }
  return tasks;
}

}  // namespace upkeep
