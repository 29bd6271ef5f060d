#include "upkeep/usage.h"

#include <optional>

#include "store/database.h"
#include "store/duplicate.h"
#include "store/usage_rollup.h"

namespace upkeep {
namespace {

constexpr int kEventsAStep = 20'000;
constexpr int kSteps = 50;
constexpr int kPurged = 2'000;
constexpr int kPurges = 20;

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

bool take(store::Database& database, const Step& step) {
  return database.transaction([&](store::Session& session) {
    store::UsageRollup rollup(session);
    if (!rollup.move(step.from, step.to)) return false;
    rollup.add(step.from, step.to);
    return true;
  });
}

template <typename Remove>
void in_steps(store::Database& database, Remove remove) {
  for (int i = 0; i < kPurges; ++i) {
    const int removed = database.transaction([&](store::Session& session) {
      store::UsageRollup rollup(session);
      return remove(rollup);
    });
    if (removed < kPurged) return;
  }
}

}  // namespace

int roll_up_usage(store::Database& database, base::Time now) {
  int taken = 0;
  for (int i = 0; i < kSteps; ++i) {
    const auto step = plan(database, now - kUsageMargin);
    if (!step) break;
    taken += take(database, *step) ? 1 : 0;
  }
  return taken;
}

void purge_usage(store::Database& database, base::Time now, std::chrono::seconds retention) {
  in_steps(database, [](auto& rollup) { return rollup.purge_removed(kPurged); });
  if (retention.count() == 0) return;
  in_steps(database, [&](auto& rollup) { return rollup.purge_before(now - retention, kPurged); });
}

}  // namespace upkeep
