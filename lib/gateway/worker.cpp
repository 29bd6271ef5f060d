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

#include "gateway/hand_over.h"
#include "gateway/records.h"

namespace gateway {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kEvents = 64;
constexpr std::size_t kFirstPeek = 8 * 1024;
constexpr milliseconds kOpening{10};  // the longest that signals and log lines have to wait
constexpr milliseconds kSweep{250};
constexpr milliseconds kDrainTime{5000};
constexpr milliseconds kHandOverPatience{200};

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

Epoll::Epoll() : epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  if (epoll_ < 0) fail("epoll_create1");
}

Epoll::~Epoll() { close(epoll_); }

void Epoll::add(int descriptor, unsigned events) const {
  epoll_event event{events, {.fd = descriptor}};
  if (epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event) != 0) fail("epoll_ctl");
}

void Epoll::remove(int descriptor) const { epoll_ctl(epoll_, EPOLL_CTL_DEL, descriptor, nullptr); }

Worker::Worker(const Loop& loop, const Options& options, const Service& service)
    : loop_(loop),
      options_(options),
      connections_(epoll_.get(), options.idle_timeout, most_connections(options.max_connections)),
      exchange_(options, service),
      peeked_(2 * std::max(options.limits.parameter_bytes, kFirstPeek)),
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
  if (loop.relief != nullptr) loop.relief->pass_on_ = [this] { hand_over_all(milliseconds(0)); };
}

Worker::~Worker() {
  if (loop_.relief != nullptr) loop_.relief->pass_on_ = nullptr;
}

void Worker::run() {
  while (!is_retiring()) turn(connections_.empty() ? milliseconds(-1) : kSweep);
  retire();
}

bool Worker::is_retiring() const {
  const bool stopped = loop_.stop != nullptr && *loop_.stop != 0;
  return stopped || (options_.max_requests != 0 && served_ >= options_.max_requests);
}

/// Held log lines are not flushed before every wait, because that would mean one write for nearly
/// every request.
Worker::Events Worker::wait(milliseconds most) {
  const int ready = poll_events(log_.has_lines() ? kOpening : most);
  ready > 0 ? let_signals_in() : log_.flush();
  return {events_.data(), static_cast<std::size_t>(std::max(ready, 0))};
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
  for (const auto& event : wait(most)) {
    if (event.data.fd == loop_.listening) {
      if (!is_retiring()) accept_one();
    } else if (event.data.fd == loop_.hand_over_in) {
      take_over_one(event.events);
    } else if (connections_.has(event.data.fd)) {
      handle(event.data.fd);
    }
  }
  if (Clock::now() < next_sweep_) return;
  connections_.drop_overdue();
  next_sweep_ = Clock::now() + kSweep;
}

/// Accepts one connection at a time: others that this worker cannot serve at once are left to the
/// workers that have been woken for them.
void Worker::accept_one() {
  const int connection = accept();
  if (connection >= 0) return handle(connection);
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
void Worker::take_over_one(unsigned events) {
  if (const auto connection = take_over(loop_.hand_over_in)) {
    connections_.watch(*connection, Connections::State::idle);
  } else if ((events & (EPOLLHUP | EPOLLERR)) != 0) {
    epoll_.remove(loop_.hand_over_in);
  }
}

void Worker::handle(int connection) {
  if (connections_.is_lingering(connection)) return connections_.drain(connection);
  while (true) {
    const auto bytes = peek(connection, kFirstPeek);
    if (bytes.empty()) {
      if (errno != EAGAIN && errno != EINTR) return connections_.drop(connection);
      if (connections_.has(connection)) return;  // this edge was handled already
      return connections_.watch(connection, Connections::State::arriving);
    }
    auto beginning = inspect(bytes, peeked_.size());
    if (beginning.kind == Beginning::Kind::part && bytes.size() == kFirstPeek) {
      beginning = inspect(peek(connection, peeked_.size()), peeked_.size());
    }
    switch (beginning.kind) {
      case Beginning::Kind::whole:
        return answer(connection, beginning.with_body);
      case Beginning::Kind::part:
        return connections_.watch(connection, Connections::State::arriving);
      case Beginning::Kind::refused:
        base::log::warning("gateway.refused", {{"reason", "malformed or oversize records"}});
        return connections_.drop(connection);
      case Beginning::Kind::stray:
        if (!take_stray(connection, beginning.size)) return connections_.drop(connection);
    }
  }
}

/// Looks at what can be read, without consuming it. Empty with errno EAGAIN when nothing can be
/// read yet, with another errno at the end.
std::string_view Worker::peek(int connection, std::size_t most) {
  errno = 0;
  const auto got =
      recv(connection, peeked_.data(), std::min(most, peeked_.size()), MSG_PEEK | MSG_DONTWAIT);
  return {peeked_.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0))};
}

bool Worker::take_stray(int connection, std::size_t size) {
  if (size > peeked_.size()) return false;
  const auto got = recv(connection, peeked_.data(), size, MSG_DONTWAIT);
  if (got != static_cast<ssize_t>(size)) return false;
  const auto answer = answer_to({peeked_.data(), size});
  return send(connection, answer.data(), answer.size(), MSG_DONTWAIT | MSG_NOSIGNAL) ==
         static_cast<ssize_t>(answer.size());
}

void Worker::answer(int connection, bool with_body) {
  answering_ = connection;
  const auto after = exchange_.run(connection, with_body);
  answering_ = -1;
  ++served_;
  switch (after) {
    case After::keep:
      if (draining_) return connections_.drop(connection);
      return connections_.watch(connection, Connections::State::idle);
    case After::close:
      return connections_.drop(connection);
    case After::linger:
      return connections_.linger(connection);
    case After::gone:
      return connections_.forget(connection);
  }
}

/// Hands kept connections to a successor. One that nobody takes is served until it has been
/// answered once, its client closes it, or the time is up.
void Worker::retire() {
  epoll_.remove(loop_.listening);
  accept_last();
  if (loop_.hand_over_in >= 0) {
    while (const auto connection = take_over(loop_.hand_over_in)) {
      connections_.watch(*connection, Connections::State::idle);
    }
    epoll_.remove(loop_.hand_over_in);
  }
  hand_over_all(kHandOverPatience);
  draining_ = true;
  const auto until = Clock::now() + kDrainTime;
  while (!connections_.empty() && Clock::now() < until) turn(kSweep);
}

/// A connection that arrived together with the order to stop has woken only this worker
/// (EPOLLEXCLUSIVE), and no other would accept it before the next one arrives. One wake-up means
/// one connection.
void Worker::accept_last() {
  const int connection = accept();
  if (connection >= 0) connections_.watch(connection, Connections::State::idle);
}

/// Hands over all connections except the one on which a request is being answered.
void Worker::hand_over_all(milliseconds patience) {
  if (loop_.hand_over_out < 0) return;
  for (const int connection : connections_.open_ones()) {
    if (connection == answering_) continue;
    if (!hand_over(loop_.hand_over_out, connection, patience)) return;
    connections_.drop(connection);
  }
}

}  // namespace gateway
