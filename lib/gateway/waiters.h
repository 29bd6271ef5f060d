#pragma once

#include <chrono>
#include <vector>

#include "gateway/epoll.h"

namespace gateway {

struct Job;

/// The requests that are put aside until something can be read from a descriptor, each with the
/// moment when it waits no longer. Several may wait for one descriptor.
class Waiters {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  /// The set is borrowed.
  explicit Waiters(const Epoll& epoll) : epoll_(epoll) {}

  /// False when the descriptor cannot be waited for, because reading from it never blocks.
  bool add(int descriptor, Job& job, Moment until);

  /// Takes out those that wait for this descriptor.
  std::vector<Job*> take(int descriptor);
  /// Takes out those whose moment has come.
  std::vector<Job*> take_overdue(Moment now);

  bool empty() const { return waits_.empty(); }

  /// The next moment that comes; `latest` when that is earlier.
  Moment next(Moment latest) const;

 private:
  struct Wait {
    int descriptor;
    Job* job;
    Moment until;
  };

  template <typename Due>
  std::vector<Job*> take_if(const Due& due);
  bool waits_for(int descriptor) const;

  const Epoll& epoll_;
  std::vector<Wait> waits_;
};

}  // namespace gateway
