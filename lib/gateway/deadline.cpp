#include "gateway/deadline.h"

#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <cerrno>

namespace gateway {
namespace {

constexpr int kTicksOfPatience = 10;
constexpr suseconds_t kTick = 100'000;

volatile std::sig_atomic_t ticks = 0;
volatile std::sig_atomic_t watched = -1;

void on_alarm(int) {
  const int saved = errno;
  if (ticks <= kTicksOfPatience) ticks = ticks + 1;
  if (ticks > kTicksOfPatience) shutdown(watched, SHUT_RDWR);
  errno = saved;
}

}  // namespace

Deadline::Deadline(std::chrono::seconds timeout)
    : timeout_(std::max(timeout, std::chrono::seconds(1))) {
  struct sigaction action {};
  action.sa_handler = on_alarm;
  sigemptyset(&action.sa_mask);
  sigaction(SIGALRM, &action, &previous_action_);
  sigset_t alarm;
  sigemptyset(&alarm);
  sigaddset(&alarm, SIGALRM);
  pthread_sigmask(SIG_UNBLOCK, &alarm, &previous_mask_);
}

Deadline::~Deadline() {
  disarm();
  pthread_sigmask(SIG_SETMASK, &previous_mask_, nullptr);
  sigaction(SIGALRM, &previous_action_, nullptr);
}

void Deadline::arm(int connection) {
  ticks = 0;
  watched = connection;
  const itimerval timer{{0, kTick}, {static_cast<time_t>(timeout_.count()), 0}};
  setitimer(ITIMER_REAL, &timer, nullptr);
}

void Deadline::disarm() {
  if (watched < 0) return;
  const itimerval off{};
  setitimer(ITIMER_REAL, &off, nullptr);
  watched = -1;
}

void Deadline::forget() { ticks = 0; }

bool Deadline::expired() const { return ticks > 0; }

}  // namespace gateway
