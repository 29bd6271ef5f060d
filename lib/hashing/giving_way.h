#pragma once

#include <csignal>
#include <ctime>

namespace hashing {

/// While this object lives, its thread gives way once in a millisecond (sched_yield(2)) to whoever
/// of this service waits for the same core: a kernel ends a turn at its own, much longer intervals,
/// and workers never interrupt one (daemon/scheduling.h). Giving way costs nothing while nobody
/// waits, and unlike sleeping it does not leave the core to others. The first object takes over
/// SIGRTMIN for good. When no timer can be had, it does not give way.
class GivingWay {
 public:
  GivingWay() noexcept;
  ~GivingWay();
  GivingWay(const GivingWay&) = delete;
  GivingWay& operator=(const GivingWay&) = delete;

 private:
  timer_t timer_{};
  bool has_timer_;
  sigset_t mask_{};
};

}  // namespace hashing
