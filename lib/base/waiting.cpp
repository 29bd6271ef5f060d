#include "base/waiting.h"

#include <poll.h>

#include <algorithm>
#include <cerrno>

#include "base/error.h"

namespace base {

thread_local int NoWaiting::depth_ = 0;

void NoWaiting::check() {
  if (depth_ > 0) throw Error(ErrorCode::internal, {}, {"a wait inside a transaction"});
}

bool WaitingInPlace::until_readable(int descriptor, std::chrono::milliseconds most) {
  NoWaiting::check();
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + most;
  pollfd wanted{descriptor, POLLIN, 0};
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    const int ready = poll(&wanted, 1, static_cast<int>(std::max<long>(left.count(), 0)));
    if (ready > 0) return true;
    if (ready == 0) return false;
    if (errno != EINTR) return true;  // what is wrong with it shows when it is read
  }
}

Waiting& in_place() {
  static WaitingInPlace waiting;
  return waiting;
}

}  // namespace base
