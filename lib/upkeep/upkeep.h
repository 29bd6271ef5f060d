#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "store/database.h"

/// What a service does for itself from time to time: forgets what has expired, adds up what was
/// used, fetches keys before they have become old. No request waits for it. It delivers nothing,
/// and does not know who runs it: today the courier does, between two looks into the outbox.
namespace upkeep {

/// One thing to do. It works in small transactions and ends after some seconds; what is left is
/// done the next time.
struct Task {
  std::string name;                 ///< for the log
  std::chrono::milliseconds every;  ///< so long it rests after it was done
  std::function<void()> work;
};

/// For how long what is kept. 0: for ever.
struct Retention {
  std::chrono::seconds audit_log{0};   ///< every entry
  std::chrono::seconds deliveries{0};  ///< of webhooks, and calls that were given up
  std::chrono::seconds usage{0};       ///< every single use; the sums stay
  /// Counts of the abuse gate that are no longer of one of its windows go.
  std::chrono::seconds abuse_window{0};
};

/// The tasks on the database, each once a minute. Both outlive them.
std::vector<Task> database_tasks(store::Database& database, const base::Clock& clock,
                                 const Retention& retention);

/// The tasks of one process and when each is due. A round looks at each of them once, in their
/// order, and does those that are due; all are in the first one. What a task throws is told in the
/// log (`upkeep.failed`, once until it works again), keeps no other from its turn, and the task is
/// done again when it is due the next time.
class Upkeep {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  using Stop = std::function<bool()>;

  explicit Upkeep(std::vector<Task> tasks);

  /// Does what is due at `now`; begins nothing more when `stop` is true.
  void round(Moment now, const Stop& stop);

  /// Does all of it, due or not: for cron.
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
