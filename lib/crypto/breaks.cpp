#include "crypto/breaks.h"

#include <unistd.h>

#include <cerrno>

namespace crypto {
namespace {

constexpr timespec kWork{0, 1'000'000};
constexpr timespec kRest{0, 50'000};

void rest(int /*signal*/) {
  const int error = errno;
  nanosleep(&kRest, nullptr);
  errno = error;
}

int take_signal() {
  struct sigaction action {};
  action.sa_handler = rest;
  action.sa_flags = SA_RESTART;
  return sigaction(SIGRTMIN, &action, nullptr);
}

}  // namespace

Breaks::Breaks() noexcept {
  [[maybe_unused]] static const int taken = take_signal();
  sigset_t ours;
  sigemptyset(&ours);
  sigaddset(&ours, SIGRTMIN);
  pthread_sigmask(SIG_UNBLOCK, &ours, &mask_);
  sigevent event{};
  event.sigev_notify = SIGEV_THREAD_ID;  // the signal goes to this thread alone
  event._sigev_un._tid = gettid();
  event.sigev_signo = SIGRTMIN;
  has_timer_ = timer_create(CLOCK_MONOTONIC, &event, &timer_) == 0;
  const itimerspec each{kWork, kWork};
  if (has_timer_) timer_settime(timer_, 0, &each, nullptr);
}

Breaks::~Breaks() {
  if (has_timer_) timer_delete(timer_);
  pthread_sigmask(SIG_SETMASK, &mask_, nullptr);
}

}  // namespace crypto
