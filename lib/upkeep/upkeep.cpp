#include "upkeep/upkeep.h"

#include <exception>

#include "base/error.h"
#include "base/log.h"
#include "upkeep/purge.h"
#include "upkeep/usage.h"

namespace upkeep {
namespace {

constexpr std::chrono::minutes kEvery{1};

}  // namespace

std::vector<Task> database_tasks(store::Database& database, const base::Clock& clock,
                                 const Retention& retention) {
  return {{"expired", kEvery,
           [&, window = retention.abuse_window] { purge_expired(database, clock.now(), window); }},
          {"usage", kEvery,
           [&, kept = retention.usage] {
             roll_up_usage(database, clock.now());
             purge_usage(database, clock.now(), kept);
           }},
          {"audit_log", kEvery,
           [&, kept = retention.audit_log] { purge_audit(database, clock.now(), kept); }},
          {"deliveries", kEvery,
           [&, kept = retention.deliveries] { purge_webhooks(database, clock.now(), kept); }}};
}

Upkeep::Upkeep(std::vector<Task> tasks) {
  for (auto& task : tasks) entries_.push_back({std::move(task)});
}

void Upkeep::round(Moment now, const Stop& stop) {
  for (auto& entry : entries_) {
    if (now < entry.due) continue;
    if (stop()) return;
    work(entry);
    entry.due = now + entry.task.every;
  }
}

void Upkeep::round_of_all(const Stop& stop) {
  for (auto& entry : entries_) {
    if (stop()) return;
    work(entry);
  }
}

void Upkeep::work(Entry& entry) {
  try {
    entry.task.work();
    entry.fails = false;
  } catch (const std::exception& exception) {
    if (!entry.fails) {
      base::log::warning("upkeep.failed",
                         {{"task", entry.task.name}, {"error", base::detail_of(exception)}});
    }
    entry.fails = true;
  }
}

}  // namespace upkeep
