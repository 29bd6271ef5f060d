#include "hashing/giving_way.h"

#include <sched.h>
#include <unistd.h>

#include <cerrno>

namespace hashing {
namespace {

constexpr timespec kTurn{0, 1'000'000};

void give_way(int /*signal*/) {
  const int error = errno;
  sched_yield();
  errno = error;
}

int take_signal() {
  struct sigaction action {};
  action.sa_handler = give_way;
  action.sa_flags = SA_RESTART;
  return sigaction(SIGRTMIN, &action, nullptr);
}

}  // namespace

GivingWay::GivingWay() noexcept {
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
  const itimerspec each{kTurn, kTurn};
  if (has_timer_) timer_settime(timer_, 0, &each, nullptr);
}

GivingWay::~GivingWay() {
  if (has_timer_) timer_delete(timer_);
  pthread_sigmask(SIG_SETMASK, &mask_, nullptr);
}

}  // namespace hashing
