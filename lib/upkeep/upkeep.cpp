#include "upkeep/upkeep.h"

#include <exception>
#include <iterator>

#include "base/error.h"
#include "base/log.h"
#include "upkeep/purge.h"
#include "upkeep/usage.h"

namespace upkeep {

std::vector<Task> database_tasks(store::Database& database, store::UsageDatabases& usage,
                                 const base::Clock& clock, const Retention& retention) {
  auto tasks = purge_tasks(database, clock, retention);
  auto more = usage_tasks(database, usage, clock, retention.usage);
  std::move(more.begin(), more.end(), std::back_inserter(tasks));
  return tasks;
}

Upkeep::Upkeep(std::vector<Task> tasks, Now now) : now_(std::move(now)) {
  for (auto& task : tasks) entries_.push_back({std::move(task)});
}

bool Upkeep::round(std::chrono::milliseconds at_most, const Stop& stop) {
  const auto end = now_() + at_most;
  while (step_each(stop)) {
    if (stop() || now_() >= end) return true;
  }
  return false;
}

bool Upkeep::round_of_all(std::chrono::milliseconds at_most, const Stop& stop) {
  for (auto& entry : entries_) entry.due = Moment::min();
  return round(at_most, stop);
}

/// Returns whether one of them has more to do.
bool Upkeep::step_each(const Stop& stop) {
  bool more = false;
  for (auto& entry : entries_) {
    if (now_() < entry.due) continue;
    if (stop()) return true;
    const bool left = step(entry);
    if (!left) entry.due = now_() + entry.task.every;
    more = more || left;
  }
  return more;
}

bool Upkeep::step(Entry& entry) {
  try {
    const bool more = entry.task.step();
    entry.fails = false;
    return more;
  } catch (const std::exception& exception) {
    if (!entry.fails) {
      base::log::warning("upkeep.failed",
                         {{"task", entry.task.name}, {"error", base::detail_of(exception)}});
    }
    entry.fails = true;
    return false;
  }
}

}  // namespace upkeep
