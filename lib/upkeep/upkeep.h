#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "store/forward.h"

/// The periodic maintenance of the service: removes what has expired, adds up usage, fetches keys
/// before they become stale. No request waits for it. It delivers nothing and does not know who
/// runs it: the courier does, between two polls of the outbox.
namespace upkeep {

/// One task.
struct Task {
  std::string name;                 ///< for the log
  std::chrono::milliseconds every;  ///< how long it rests when nothing is left to do
  /// Does a bounded part of the work, at most a small transaction, and returns whether more is
  /// left.
  std::function<bool()> step;
};

/// How long each kind of record is kept. 0: for ever.
struct Retention {
  std::chrono::seconds audit_log{0};   ///< every entry
  std::chrono::seconds deliveries{0};  ///< of webhooks, and calls that were given up
  std::chrono::seconds dead_mails{0};  ///< that were given up
  std::chrono::seconds usage{0};       ///< every single use; the sums stay
  /// The window of the abuse gate: counts of earlier windows are removed.
  std::chrono::seconds abuse_window{0};
};

/// The tasks on the database and on those of usage, each once a minute. All must outlive them.
std::vector<Task> database_tasks(store::Database& database, store::UsageDatabases& usage,
                                 const base::Clock& clock, const Retention& retention);

/// The tasks of one process, and when each is due. A round does a step of each task that is due, in
/// order, and again of those that have more to do. When a step throws, that is logged
/// (`upkeep.failed`, once until it works again), the other tasks still get their turn, and the task
/// is tried again when it is next due.
class Upkeep {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  using Now = std::function<Moment()>;
  using Stop = std::function<bool()>;

  /// In the first round all tasks are due.
  explicit Upkeep(std::vector<Task> tasks, Now now = std::chrono::steady_clock::now);

  /// Works until nothing is left, but once `at_most` has passed begins no second step, and once
  /// `stop` is true no step at all. Returns whether work is left.
  bool round(std::chrono::milliseconds at_most, const Stop& stop);

  /// The same with all tasks, due or not. For cron.
  bool round_of_all(std::chrono::milliseconds at_most, const Stop& stop);

 private:
  struct Entry {
    Task task;
    Moment due = Moment::min();
    bool fails = false;
  };

  bool step_each(const Stop& stop);
  static bool step(Entry& entry);

  std::vector<Entry> entries_;
  Now now_;
};

}  // namespace upkeep
