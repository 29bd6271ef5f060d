#pragma once

#include <csignal>
#include <ctime>

namespace crypto {

/// While this object lives, its thread sleeps for 50 microseconds after each millisecond, so that
/// requests on the same core need not wait for a long computation: the kernel preempts one only at
/// its own, much longer intervals. The first object takes over SIGRTMIN for good. When no timer can
/// be had, there are no breaks.
class Breaks {
 public:
  Breaks() noexcept;
  ~Breaks();
  Breaks(const Breaks&) = delete;
  Breaks& operator=(const Breaks&) = delete;

 private:
  timer_t timer_{};
  bool has_timer_;
  sigset_t mask_{};
};

}  // namespace crypto
