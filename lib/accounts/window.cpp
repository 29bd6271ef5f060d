#include "accounts/window.h"

#include <algorithm>

namespace accounts {

using std::chrono::milliseconds;
using std::chrono::seconds;

Window::Window(milliseconds length, base::Time now)
    : length_(std::max(1L, length.count())),
      bucket_(base::to_millis(now) / length_),
      elapsed_(base::to_millis(now) % length_) {}

seconds Window::delay(const store::Recent& recent, long budget) const {
  const long weighted = recent.previous * (length_ - elapsed_) + recent.current * length_;
  if (weighted < budget * length_) return seconds{0};
  const auto longest = std::chrono::ceil<seconds>(milliseconds{length_});
  return std::clamp(std::chrono::ceil<seconds>(wait(recent, budget)), seconds{1}, longest);
}

milliseconds Window::wait(const store::Recent& recent, long budget) const {
  // The longest part of a bucket with `count` events that still weighs less than `room` events.
  const auto cover = [&](long room, long count) {
    return (room * length_ - 1) / std::max(1L, count);
  };
  if (recent.current < budget) {
    return milliseconds{length_ - elapsed_ - cover(budget - recent.current, recent.previous)};
  }
  return milliseconds{2 * length_ - elapsed_ - cover(budget, recent.current)};
}

}  // namespace accounts
