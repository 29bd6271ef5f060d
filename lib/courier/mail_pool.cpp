#include "courier/mail_pool.h"

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "courier/without_signals.h"

namespace courier {
namespace {

constexpr std::chrono::seconds kIdle{5};  // without a mail: then a way out may rest

}  // namespace

class MailPool::Pool {
 public:
  Pool(MakeWayOut make, int concurrency)
      : make_(std::move(make)), most_(static_cast<std::size_t>(std::max(concurrency, 1))) {}
  ~Pool() {
    for (auto& worker : workers_) worker.request_stop();  // stop all first, then wait for each
  }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  std::size_t most() const { return most_; }
  std::size_t under_way() const { return under_way_; }
  void begin(Envelope mail);
  std::vector<std::pair<base::Id, Outcome>> finished(std::chrono::milliseconds at_most);

 private:
  void serve(const std::stop_token& stop);

  const MakeWayOut make_;
  const std::size_t most_;
  std::size_t under_way_ = 0;  // used by the main thread only, like workers_
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<Envelope> waiting_;
  std::size_t idle_ = 0;
  std::vector<std::pair<base::Id, Outcome>> finished_;
  std::vector<std::jthread> workers_;  // last, so that they end first
};

void MailPool::Pool::begin(Envelope mail) {
  const std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(mail));
  ++under_way_;
  if (idle_ < waiting_.size() && workers_.size() < most()) {
    const WithoutSignals none;
    workers_.emplace_back([this](const std::stop_token& stop) { serve(stop); });
  }
  changed_.notify_all();
}

// The body of a worker's thread: sends one mail after the other on a way of its own.
void MailPool::Pool::serve(const std::stop_token& stop) {
  const auto way_out = make_();
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    ++idle_;
    const bool wanted = changed_.wait_for(lock, stop, kIdle, [&] { return !waiting_.empty(); });
    --idle_;
    if (!wanted) {
      lock.unlock();
      way_out->rest();
      lock.lock();
      continue;
    }
    const auto mail = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    auto outcome = way_out->send(mail, [&] { return stop.stop_requested(); });
    lock.lock();
    finished_.emplace_back(mail.id, std::move(outcome));
    changed_.notify_all();
  }
}

std::vector<std::pair<base::Id, Outcome>> MailPool::Pool::finished(
    std::chrono::milliseconds at_most) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, at_most, [&] { return !finished_.empty() || under_way_ == 0; });
  auto found = std::exchange(finished_, {});
  under_way_ -= found.size();
  return found;
}

MailPool::MailPool(MakeWayOut make, int concurrency)
    : pool_(std::make_unique<Pool>(std::move(make), concurrency)) {
  std::signal(SIGPIPE, SIG_IGN);
}

MailPool::~MailPool() = default;

std::size_t MailPool::room() const {
  return pool_->most() - std::min(pool_->most(), pool_->under_way());
}

std::size_t MailPool::under_way() const { return pool_->under_way(); }

std::optional<std::string> MailPool::begin(Envelope mail) {
  auto domain = mail.domain();
  pool_->begin(std::move(mail));
  return domain;
}

void MailPool::work(std::chrono::milliseconds at_most, const Report& report) {
  for (const auto& [id, outcome] : pool_->finished(at_most)) report(id, outcome);
}

}  // namespace courier
