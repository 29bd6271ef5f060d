#include "courier/http_calls.h"

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <map>
#include <mutex>
#include <new>
#include <thread>
#include <utility>

#include "courier/http_transfer.h"
#include "courier/without_signals.h"

namespace courier {
namespace {

constexpr int kLongestSleep = 60'000;  // milliseconds; new work wakes the thread earlier
constexpr long kKeptConnections = 16;

Multi make_keeping_multi() {
  auto multi = make_multi();
  Curl::library().multi_setopt(multi.get(), CURLMOPT_MAXCONNECTS, kKeptConnections);
  return multi;
}

HttpAnswer not_made(std::string reason) {
  HttpAnswer answer;
  answer.reason = std::move(reason);
  return answer;
}

}  // namespace

class HttpCalls::Loop {
 public:
  explicit Loop(Settings settings) : settings_(std::move(settings)) {}
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  std::size_t most() const { return settings_.most; }
  std::size_t under_way() const { return under_way_; }
  void begin(HttpCall call);
  using Finished = std::vector<std::pair<base::Id, HttpAnswer>>;
  Finished finished(std::chrono::milliseconds at_most);

 private:
  void serve(const std::stop_token& stop);
  void begin_waiting();
  void start(HttpCall call);
  void collect();
  void finish(const base::Id& id, HttpAnswer answer);

  Settings settings_;
  std::size_t under_way_ = 0;  // used by the main thread only
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<HttpCall> waiting_;
  Finished finished_;
  Multi multi_;
  std::map<CURL*, std::unique_ptr<HttpTransfer>> transfers_;  // used by the thread only
  std::jthread thread_;                                       // last, so that it ends first
};

HttpCalls::Loop::~Loop() {
  if (thread_.joinable()) {
    thread_.request_stop();
    Curl::library().multi_wakeup(multi_.get());
    thread_.join();
  }
  for (const auto& [easy, transfer] : transfers_) {
    Curl::library().multi_remove_handle(multi_.get(), easy);
  }
}

void HttpCalls::Loop::begin(HttpCall call) {
  ++under_way_;
  try {
    if (!multi_) multi_ = make_keeping_multi();
  } catch (const base::Error& missing) {
    return finish(call.id, not_made(missing.public_text()));
  }
  const std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(call));
  if (!thread_.joinable()) {
    const WithoutSignals none;
    thread_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
  }
  Curl::library().multi_wakeup(multi_.get());
}

HttpCalls::Loop::Finished HttpCalls::Loop::finished(std::chrono::milliseconds at_most) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, at_most, [&] { return !finished_.empty() || under_way_ == 0; });
  auto found = std::exchange(finished_, {});
  under_way_ -= found.size();
  return found;
}

// The body of the thread.
void HttpCalls::Loop::serve(const std::stop_token& stop) {
  const auto& curl = Curl::library();
  while (!stop.stop_requested()) {
    begin_waiting();
    int running = 0;
    curl.multi_perform(multi_.get(), &running);
    collect();
    curl.multi_poll(multi_.get(), nullptr, 0, kLongestSleep, nullptr);
  }
}

void HttpCalls::Loop::begin_waiting() {
  std::unique_lock lock(mutex_);
  auto calls = std::exchange(waiting_, {});
  lock.unlock();
  for (auto& call : calls) start(std::move(call));
}

void HttpCalls::Loop::start(HttpCall call) {
  const auto id = call.id;
  try {
    auto transfer = std::make_unique<HttpTransfer>(std::move(call), settings_);
    auto* easy = transfer->handle();
    const auto added = Curl::library().multi_add_handle(multi_.get(), easy);
    if (added != CURLM_OK) throw std::bad_alloc();
    transfers_.emplace(easy, std::move(transfer));
  } catch (const std::bad_alloc&) {
    finish(id, not_made("The call could not be made."));
  }
}

void HttpCalls::Loop::collect() {
  const auto& curl = Curl::library();
  int left = 0;
  while (const auto* message = curl.multi_info_read(multi_.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const auto result = message->data.result;
    const auto transfer = transfers_.extract(message->easy_handle);
    curl.multi_remove_handle(multi_.get(), transfer.key());  // invalidates `message`
    finish(transfer.mapped()->id(), transfer.mapped()->answer(result));
  }
}

void HttpCalls::Loop::finish(const base::Id& id, HttpAnswer answer) {
  const std::lock_guard lock(mutex_);
  finished_.emplace_back(id, std::move(answer));
  changed_.notify_all();
}

HttpCalls::HttpCalls(Settings settings) : loop_(std::make_unique<Loop>(std::move(settings))) {
  std::signal(SIGPIPE, SIG_IGN);
}

HttpCalls::~HttpCalls() = default;

std::size_t HttpCalls::room() const {
  return loop_->most() - std::min(loop_->most(), loop_->under_way());
}

std::size_t HttpCalls::under_way() const { return loop_->under_way(); }

void HttpCalls::begin(HttpCall call) { loop_->begin(std::move(call)); }

void HttpCalls::work(std::chrono::milliseconds at_most, const Report& report) {
  for (const auto& [id, answer] : loop_->finished(at_most)) report(id, answer);
}

}  // namespace courier
