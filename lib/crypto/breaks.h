#pragma once

#include <csignal>
#include <ctime>

namespace crypto {

/// As long as it lives, this thread rests for 50 microseconds after each millisecond. The kernel
/// takes a core from one long computation at its own ticks only; until then, 4 to 75 milliseconds,
/// requests have been seen to wait for it. The first one takes over SIGRTMIN for good. Where no
/// timer is to be had, there are no breaks.
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
