#include "hashing/turns.h"

#include <algorithm>

namespace hashing {
namespace {

constexpr unsigned long kCost = 1UL << 20;  // of a job, in virtual time
constexpr std::size_t kIdleFlows = 1024;    // so many may be remembered without need

}  // namespace

void Turns::add(Number number, const crypto::Asker& asker) {
  Flow& network = networks_[asker.network];
  Flow& account = accounts_[asker.account];
  if (network.waiting++ == 0) ++networks_waiting_;
  ++account.waiting;
  waiting_.push_back({number, now_, &network, &account});
}

/// When the job starts, and its other tag.
std::pair<Turns::Time, Turns::Time> Turns::rank(const Job& job) {
  const auto [earlier, later] = std::minmax(
      {std::max(job.arrived, job.network->end), std::max(job.arrived, job.account->end)});
  return {later, earlier};
}

std::optional<Turns::Number> Turns::begin() {
  const auto next =
      std::min_element(waiting_.begin(), waiting_.end(),
                       [](const Job& one, const Job& other) { return rank(one) < rank(other); });
  if (next == waiting_.end()) return std::nullopt;
  const auto number = next->number;
  const auto start = rank(*next).first;
  next->network->end = next->account->end = start + kCost;
  pass_time(start);
  take_out(next);
  forget_idle();
  return number;
}

bool Turns::cancel(Number number) {
  const auto found = std::find_if(waiting_.begin(), waiting_.end(),
                                  [&](const Job& job) { return job.number == number; });
  if (found == waiting_.end()) return false;
  take_out(found);
  return true;
}

std::optional<Turns::Number> Turns::drop_newest_of_most() {
  const auto most = [](const Job& job) {
    return std::max(job.network->waiting, job.account->waiting);
  };
  auto found = waiting_.begin();
  for (auto job = found; job != waiting_.end(); ++job) {
    if (most(*job) >= most(*found)) found = job;
  }
  if (found == waiting_.end()) return std::nullopt;
  const auto number = found->number;
  take_out(found);
  return number;
}

/// Shares the time among the networks that wait and one that may yet come.
void Turns::pass_time(Time start) {
  now_ = std::max(now_, start) + kCost / (networks_waiting_ + 1);
}

void Turns::take_out(Jobs::iterator job) {
  if (--job->network->waiting == 0) --networks_waiting_;
  --job->account->waiting;
  waiting_.erase(job);
}

/// A flow whose tag has passed, and of which nothing waits, is like one that was never seen.
void Turns::forget_idle() {
  if (flows() <= kIdleFlows + 2 * waiting_.size()) return;
  const auto is_idle = [this](const auto& flow) {
    return flow.second.waiting == 0 && flow.second.end <= now_;
  };
  std::erase_if(networks_, is_idle);
  std::erase_if(accounts_, is_idle);
}

}  // namespace hashing
