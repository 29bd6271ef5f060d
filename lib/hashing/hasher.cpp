#include "hashing/hasher.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>
#include <vector>

#include "base/error.h"
#include "base/parcel.h"
#include "hashing/giving_way.h"

namespace hashing {
namespace {

constexpr std::chrono::milliseconds kPause{50};  // when a slot cannot be had
constexpr Turns::Number kServing = 0;            // is no job

[[noreturn]] void fail() {
  throw base::Error(base::ErrorCode::internal, {"There are not enough descriptors to begin with."});
}

bool say(const base::Descriptor& asker, Reply reply, const std::string& text = {}) {
  const auto message = static_cast<char>(reply) + text;
  return send(asker.get(), message.data(), message.size(), MSG_DONTWAIT | MSG_NOSIGNAL) > 0;
}

void watch(int events, int descriptor, unsigned what, Turns::Number number) {
  epoll_event event{what, {.u64 = number}};
  if (epoll_ctl(events, EPOLL_CTL_ADD, descriptor, &event) != 0) fail();
}

/// Computes a job and answers it. Nothing about it is thrown or logged.
void perform(const Message& message, const base::Descriptor& asker) try {
  const auto job = message.job();
  if (!job || !say(asker, Reply::begun)) return;
  const GivingWay considerate;
  if (job->stored.empty()) {
    say(asker, Reply::hash, crypto::argon2::hash(job->password, job->cost));
    return;
  }
  const bool right = crypto::argon2::verify(job->password, std::string(job->stored));
  say(asker, right ? Reply::right : Reply::wrong);
} catch (const std::exception&) {
  say(asker, Reply::busy);
}

/// All signals, so that none ends up in a thread.
sigset_t all_signals() {
  sigset_t all;
  sigfillset(&all);
  return all;
}

}  // namespace

Desk make_desk() {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair) != 0) fail();
  return {pair[0], pair[1]};
}

Hasher::Hasher(const Settings& settings, crypto::HashSlots& slots)
    : settings_(settings), slots_(slots), events_(epoll_create1(EPOLL_CLOEXEC)) {
  if (events_.get() < 0) fail();
  watch(events_.get(), settings.serving, EPOLLIN | EPOLLEXCLUSIVE, kServing);
  pthread_sigmask(SIG_SETMASK, nullptr, &open_mask_);
  for (int number = 1; number < NSIG; ++number) {
    if (sigismember(&settings.interrupts, number) == 1) sigdelset(&open_mask_, number);
  }
}

void Hasher::run() {
  std::vector<std::thread> threads;
  threads.reserve(static_cast<std::size_t>(settings_.threads));
  const auto all = all_signals();
  sigset_t before;
  pthread_sigmask(SIG_SETMASK, &all, &before);
  for (int i = 0; i < settings_.threads; ++i) threads.emplace_back([this] { work(); });
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  while (!is_over()) wait();
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  for (auto& thread : threads) thread.join();
}

bool Hasher::is_over() const {
  return hung_up_ || (settings_.stop != nullptr && *settings_.stop != 0);
}

void Hasher::wait() {
  std::array<epoll_event, 64> ready{};
  const int count = epoll_pwait(events_.get(), ready.data(), ready.size(), -1, &open_mask_);
  for (int i = 0; i < count; ++i) {
    const auto number = ready[static_cast<std::size_t>(i)].data.u64;
    number == kServing ? take_in() : cancel(number);
  }
}

void Hasher::take_in() {
  std::array<char, kLongestJob> room{};
  while (const auto parcel = base::receive_parcel(settings_.serving, room)) {
    hung_up_ = parcel->size == 0;
    if (hung_up_) break;
    if (parcel->descriptor >= 0) admit({room.data(), parcel->size}, parcel->descriptor);
  }
  explicit_bzero(room.data(), room.size());
}

void Hasher::admit(std::string_view message, int asker) {
  const std::lock_guard lock(mutex_);
  const auto number = ++last_;
  const auto& ticket = tickets_.try_emplace(number, message, asker).first->second;
  const auto job = ticket.message.job();
  epoll_event only_its_end{0, {.u64 = number}};
  if (!job || epoll_ctl(events_.get(), EPOLL_CTL_ADD, asker, &only_its_end) != 0) {
    tickets_.erase(number);
    return;
  }
  turns_.add(number, {std::string(job->network), std::string(job->account)});
  make_room();
  changed_.notify_one();
}

void Hasher::make_room() {
  while (turns_.size() > settings_.most_waiting) {
    const auto dropped = tickets_.find(turns_.drop_newest_of_most().value());
    say(dropped->second.asker, Reply::busy);
    tickets_.erase(dropped);
  }
}

void Hasher::cancel(Turns::Number number) {
  const std::lock_guard lock(mutex_);
  if (turns_.cancel(number)) tickets_.erase(number);
}

void Hasher::work() {
  while (wait_for_a_job()) {
    const auto slot = take_slot();
    if (!slot) continue;
    if (const auto node = begin()) perform(node.mapped().message, node.mapped().asker);
  }
}

/// False: there is none, and will be none.
bool Hasher::wait_for_a_job() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return ending_ || turns_.size() > 0; });
  return turns_.size() > 0;
}

/// Waits for it, too; nothing when it cannot be had.
std::optional<crypto::HashSlots::Slot> Hasher::take_slot() try {
  return slots_.take();
} catch (const base::Error&) {
  std::this_thread::sleep_for(kPause);
  return std::nullopt;
}

/// Takes out the job whose turn it is. It is not watched any more: it can no longer be cancelled.
Hasher::Tickets::node_type Hasher::begin() {
  const std::lock_guard lock(mutex_);
  const auto number = turns_.begin();
  if (!number) return {};
  auto node = tickets_.extract(*number);
  epoll_ctl(events_.get(), EPOLL_CTL_DEL, node.mapped().asker.get(), nullptr);
  return node;
}

}  // namespace hashing
