#include "gateway/waiters.h"

#include <algorithm>

namespace gateway {

bool Waiters::add(int descriptor, Job& job, Moment until) {
  if (!waits_for(descriptor) && !epoll_.try_add(descriptor, EPOLLIN)) return false;
  waits_.push_back({descriptor, &job, until});
  return true;
}

std::vector<Job*> Waiters::take(int descriptor) {
  return take_if([&](const Wait& wait) { return wait.descriptor == descriptor; });
}

std::vector<Job*> Waiters::take_overdue(Moment now) {
  return take_if([&](const Wait& wait) { return wait.until <= now; });
}

Waiters::Moment Waiters::next(Moment latest) const {
  for (const auto& wait : waits_) latest = std::min(latest, wait.until);
  return latest;
}

template <typename Due>
std::vector<Job*> Waiters::take_if(const Due& due) {
  const auto first = std::stable_partition(waits_.begin(), waits_.end(),
                                           [&](const Wait& wait) { return !due(wait); });
  const std::vector<Wait> taken(first, waits_.end());
  waits_.erase(first, waits_.end());
  std::vector<Job*> jobs;
  for (const auto& wait : taken) {
    jobs.push_back(wait.job);
    if (!waits_for(wait.descriptor)) epoll_.remove(wait.descriptor);
  }
  return jobs;
}

bool Waiters::waits_for(int descriptor) const {
  return std::any_of(waits_.begin(), waits_.end(),
                     [&](const Wait& wait) { return wait.descriptor == descriptor; });
}

}  // namespace gateway
