#include "upkeep/usage.h"

#include <optional>

#include "store/database.h"
#include "store/duplicate.h"
#include "store/usage_rollup.h"
#include "upkeep/purge.h"

namespace upkeep {
namespace {

// More at once would keep others from SQLite for too long.
constexpr int kEventsAStep = 50'000;
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
  const auto to = database.read([&](store::Session& session) {
    return store::UsageRollup(session).next_step(from, limit, kEventsAStep);
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

}  // namespace

bool roll_up_usage(store::Database& database, base::Time now) {
  const auto step = plan(database, now - kUsageMargin);
  if (!step) return false;
  take(database, *step);
  return true;
}

std::vector<Task> usage_tasks(store::Database& database, const base::Clock& clock,
                              std::chrono::seconds retention) {
  std::vector<Task> tasks{
      {"usage_sums", kEvery, [&] { return roll_up_usage(database, clock.now()); }},
      removal("usage_of_removed", database, kPurged, [](store::Session& session, int limit) {
        return store::UsageRollup(session).purge_removed(limit);
      })};
  if (retention.count() == 0) return tasks;
  tasks.push_back(removal(
      "usage_events", database, kPurged, [&clock, retention](store::Session& session, int limit) {
        return store::UsageRollup(session).purge_before(clock.now() - retention, limit);
      }));
  return tasks;
}

}  // namespace upkeep
