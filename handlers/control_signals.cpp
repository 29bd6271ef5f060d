#include "control_signals.h"

#include <ctime>

#include "base/log.h"

namespace {

volatile std::sig_atomic_t stop_flag = 0;

void on_stop(int /*signal*/) { stop_flag = 1; }
void on_reopen(int /*signal*/) { base::log::reopen(); }

void handle(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigfillset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

}  // namespace

ControlSignals::ControlSignals() {
  sigemptyset(&set_);
  for (const int signal : {SIGTERM, SIGINT, SIGUSR1}) sigaddset(&set_, signal);
  sigprocmask(SIG_BLOCK, &set_, nullptr);
  handle(SIGTERM, on_stop);
  handle(SIGINT, on_stop);
  handle(SIGUSR1, on_reopen);
  signal(SIGPIPE, SIG_IGN);
}

const volatile std::sig_atomic_t& ControlSignals::stop() const { return stop_flag; }

bool ControlSignals::stopped() {
  while (take(std::chrono::milliseconds{0})) {
  }
  return stop_flag != 0;
}

void ControlSignals::wait(std::chrono::milliseconds at_most) {
  if (stop_flag == 0) take(at_most);
}

bool ControlSignals::take(std::chrono::milliseconds at_most) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at_most);
  const std::chrono::nanoseconds rest = at_most - seconds;
  const timespec patience{seconds.count(), rest.count()};
  const int signal = sigtimedwait(&set_, nullptr, &patience);
  if (signal < 0) return false;
  signal == SIGUSR1 ? on_reopen(signal) : on_stop(signal);
  return true;
}
