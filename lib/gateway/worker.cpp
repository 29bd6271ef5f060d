#include "gateway/worker.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "gateway/hand_over.h"

namespace gateway {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kEvents = 64;
constexpr std::size_t kRead = 64 * 1024;  // bytes at once
constexpr milliseconds kOpening{10};      // the longest that signals and log lines have to wait

[[noreturn]] void fail(const char* what) {
  throw base::Error(base::ErrorCode::internal, {}, {std::string(what) + ": " + strerror(errno)});
}

/// Whether accept(2) failed because descriptors or memory ran short.
bool is_shortage(int error) {
  return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

/// Whether accept(2) failed because the descriptor is no listening socket (any more).
bool is_fatal(int error) {
  return error == EBADF || error == EINVAL || error == ENOTSOCK || error == EOPNOTSUPP;
}

/// How many connections may wait: some descriptors are the service's, for its database and files.
std::size_t most_connections(std::size_t wanted) {
  constexpr rlim_t kReserve = 32;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
  return std::min<rlim_t>(wanted, limit.rlim_cur > kReserve ? limit.rlim_cur - kReserve : 1);
}

bool is_tcp(int listening) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  return getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size) == 0 &&
         (address.ss_family == AF_INET || address.ss_family == AF_INET6);
}

}  // namespace

Worker::Worker(const Loop& loop, const Options& options, const Service& service)
    : loop_(loop),
      options_(options),
      connections_(epoll_, options, most_connections(options.max_connections)),
      exchange_(options, service),
      jobs_(std::clamp<std::size_t>(most_connections(options.max_connections) / 2, 1,
                                    std::max<std::size_t>(options.max_in_progress, 1)),
            [this](Job& job) { job.after = exchange_.run(*job.arrival, job.answer); }),
      waiters_(epoll_),
      fresh_(options.limits),
      read_(kRead),
      events_(kEvents),
      over_tcp_(is_tcp(loop.listening)),
      next_sweep_(Clock::now() + kSweep) {
  pthread_sigmask(SIG_SETMASK, nullptr, &open_mask_);
  for (int number = 1; number < NSIG; ++number) {
    if (sigismember(&loop.interrupts, number) == 1) sigdelset(&open_mask_, number);
  }
  const int flags = fcntl(loop.listening, F_GETFL);
  if (flags < 0 || fcntl(loop.listening, F_SETFL, flags | O_NONBLOCK) < 0) fail("fcntl");
  epoll_.add(loop.listening, EPOLLIN | EPOLLEXCLUSIVE);
  if (loop.hand_over_in >= 0) epoll_.add(loop.hand_over_in, EPOLLIN);
  if (loop.parking != nullptr) {
    loop.parking->park_ = [this](int descriptor, milliseconds most) {
      return park(descriptor, most);
    };
  }
}

Worker::~Worker() {
  if (loop_.parking != nullptr) loop_.parking->park_ = nullptr;
}

void Worker::run() {
  while (!is_retiring()) turn(connections_.empty() ? milliseconds(-1) : kSweep);
  retire();
}

bool Worker::is_retiring() const {
  const bool stopped = loop_.stop != nullptr && *loop_.stop != 0;
  return stopped || (options_.max_requests != 0 && begun_ >= options_.max_requests);
}

/// Held log lines are not flushed before every wait, because that would mean one write for nearly
/// every request.
Worker::Events Worker::wait(milliseconds most) {
  const int ready = poll_events(patience(most));
  ready > 0 ? let_signals_in() : log_.flush();
  return {events_.data(), static_cast<std::size_t>(std::max(ready, 0))};
}

/// How long a wait may take. Negative: for ever.
milliseconds Worker::patience(milliseconds most) const {
  if (!unread_.empty()) return milliseconds(0);
  if (log_.has_lines()) most = kOpening;
  if (waiters_.empty()) return most;
  const auto now = Clock::now();
  const auto next = waiters_.next(now + most);
  return std::max(std::chrono::ceil<milliseconds>(next - now), milliseconds(0));
}

int Worker::poll_events(milliseconds most) {
  const int ready = epoll_pwait(epoll_.get(), events_.data(), static_cast<int>(events_.size()),
                                static_cast<int>(most.count()), &open_mask_);
  if (ready < 0 && errno != EINTR) fail("epoll_pwait");
  return ready;
}

/// epoll_pwait() delivers no signal when something is ready at once, as it always is under load.
void Worker::let_signals_in() {
  const auto now = Clock::now();
  if (now < next_opening_) return;
  next_opening_ = now + kOpening;
  log_.flush();
  sigset_t closed;
  pthread_sigmask(SIG_SETMASK, &open_mask_, &closed);
  pthread_sigmask(SIG_SETMASK, &closed, nullptr);
}

/// Handles all events even when it is time to retire, because an edge is reported only once.
void Worker::turn(milliseconds most) {
  for (const auto& event : wait(most)) handle(event);
  go_on();
  const auto now = Clock::now();
  if (!waiters_.empty()) resume(waiters_.take_overdue(now));
  while (connections_.held() > options_.max_held) {
    auto* slowest = connections_.slowest();
    if (slowest == nullptr) break;
    give_up(*slowest);
  }
  if (now >= next_sweep_) sweep();
}

void Worker::handle(const epoll_event& event) {
  const int descriptor = event.data.fd;
  if (descriptor == loop_.listening) {
    if (!is_retiring()) accept_one();
  } else if (descriptor == loop_.hand_over_in) {
    if (!take_over_one() && (event.events & (EPOLLHUP | EPOLLERR)) != 0) epoll_.remove(descriptor);
  } else if (auto* connection = connections_.find(descriptor)) {
    handle(*connection, event.events);
  } else {
    resume(waiters_.take(descriptor));
  }
}

/// Goes on with what was left for the sake of others.
void Worker::go_on() {
  for (const int descriptor : std::exchange(unread_, {})) {
    if (auto* connection = connections_.find(descriptor)) handle(*connection, EPOLLIN);
  }
  while (!queue_.empty() && !jobs_.full()) {
    auto* connection = connections_.find(queue_.front());
    queue_.pop_front();
    if (connection != nullptr && connection->state == State::queued) {
      begin(*connection, *connection->arrival);
    }
  }
}

/// Gives up whose time is over, unless what was missing has come while this worker was busy.
void Worker::sweep() {
  const auto now = Clock::now();
  next_sweep_ = now + kSweep;
  const auto is_overdue = [&](const Connection& connection) {
    return connections_.is_overdue(connection, now);
  };
  for (auto* connection : connections_.all(is_overdue)) {
    handle(*connection, EPOLLIN | EPOLLOUT);
    if (connection->state != State::closed && is_overdue(*connection)) give_up(*connection);
  }
}

/// A body that stalls is answered, all else is not.
void Worker::give_up(Connection& connection) {
  if (!connection.arrival || connection.arrival->stage() != Arrival::Stage::body) {
    return connections_.drop(connection);
  }
  connection.arrival->end(Arrival::Ending::stalled);
  begin(connection, *connection.arrival);
}

/// Accepts one connection at a time: others that this worker cannot serve at once are left to the
/// workers that have been woken for them.
void Worker::accept_one() {
  const int connection = accept();
  if (connection >= 0) return read(connections_.add(connection));
  if (is_fatal(errno)) fail("accept");
  if (is_shortage(errno) && !connections_.drop_oldest()) poll(nullptr, 0, 100);
}

/// Accepts the next waiting connection; -1 with errno set when there is none.
int Worker::accept() {
  const int connection = accept4(loop_.listening, nullptr, nullptr, SOCK_CLOEXEC);
  if (connection >= 0 && over_tcp_) {
    const int on = 1;
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  return connection;
}

/// Takes over one at a time, too, so that all successors share the connections.
bool Worker::take_over_one() {
  auto taken = take_over(loop_.hand_over_in);
  if (!taken) return false;
  auto& connection = connections_.add(taken->connection);
  connections_.enter(connection, State::idle);
  connection.rest = std::move(taken->read);
  connections_.count_held(connection);
  unread_.push_back(connection.descriptor);
  return true;
}

}  // namespace gateway
