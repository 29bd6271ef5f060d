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

/// One task. It works in small transactions and ends after a few seconds; whatever is left is done
/// the next time.
struct Task {
  std::string name;                 ///< for the log
  std::chrono::milliseconds every;  ///< how long it rests after it was done
  std::function<void()> work;
};

/// How long each kind of record is kept. 0: for ever.
struct Retention {
  std::chrono::seconds audit_log{0};   ///< every entry
  std::chrono::seconds deliveries{0};  ///< of webhooks, and calls that were given up
  std::chrono::seconds usage{0};       ///< every single use; the sums stay
  /// The window of the abuse gate: counts of earlier windows are removed.
  std::chrono::seconds abuse_window{0};
};

/// The tasks on the database, each once a minute. Both must outlive them.
std::vector<Task> database_tasks(store::Database& database, const base::Clock& clock,
                                 const Retention& retention);

/// The tasks of one process, and when each is due. A round goes through them in order and does
/// those that are due; in the first round that is all of them. When a task throws, that is logged
/// (`upkeep.failed`, once until it works again), the other tasks still get their turn, and the task
/// is tried again when it is next due.
class Upkeep {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  using Stop = std::function<bool()>;

  explicit Upkeep(std::vector<Task> tasks);

  /// Does what is due at `now`; begins no further task once `stop` is true.
  void round(Moment now, const Stop& stop);

  /// Does all tasks, due or not. For cron.
  void round_of_all(const Stop& stop);

 private:
  struct Entry {
    Task task;
    Moment due = Moment::min();
    bool fails = false;
  };

  static void work(Entry& entry);

  std::vector<Entry> entries_;
};

}  // namespace upkeep
