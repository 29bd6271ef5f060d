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
constexpr int kReadsInARow = 4;           // before it is another connection's turn
constexpr milliseconds kOpening{10};      // the longest that signals and log lines have to wait
constexpr milliseconds kSweep{250};
constexpr milliseconds kDrainTime{5000};
constexpr milliseconds kFinishTime{20'000};  // the longest for what waits, when a worker ends
constexpr milliseconds kLastTime{5000};      // for the answers to what could not wait longer
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

bool has_hung_up(int connection) {
  pollfd state{connection, POLLOUT, 0};
  return poll(&state, 1, 0) == 1 && (state.revents & (POLLHUP | POLLERR)) != 0;
}

bool is_readable(int descriptor) {
  pollfd state{descriptor, POLLIN, 0};
  return poll(&state, 1, 0) == 1;
}

ssize_t send_now(int connection, std::string_view bytes) {
  return send(connection, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
}

}  // namespace

bool Parking::until_readable(int descriptor, milliseconds most) {
  base::NoWaiting::check();
  return park_ ? park_(descriptor, most) : base::WaitingInPlace().until_readable(descriptor, most);
}

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

void Worker::handle(Connection& connection, unsigned events) {
  switch (connection.state) {
    case State::lingering:
      if (connections_.drain(connection)) unread_.push_back(connection.descriptor);
      break;
    case State::sending:
      connection.unread = connection.unread || (events & EPOLLIN) != 0;
      send_rest(connection);
      break;
    case State::idle:
    case State::arriving:
      read(connection);
      break;
    case State::queued:
    case State::answering:
      connection.unread = true;
      break;
    case State::closed:
      break;
  }
}

/// Reads what is there, and begins the request when that is all of it.
void Worker::read(Connection& connection) {
  if (!connection.rest.empty()) {
    const auto rest = std::exchange(connection.rest, {});
    if (!take(connection, rest)) return;
  }
  for (int i = 0; i < kReadsInARow; ++i) {
    const auto got = recv(connection.descriptor, read_.data(), read_.size(), MSG_DONTWAIT);
    if (got < 0 && errno == EAGAIN) return connections_.watch(connection);
    if (got <= 0) return end_of(connection);
    const auto size = static_cast<std::size_t>(got);
    connection.unread = size == read_.size();
    if (!take(connection, {read_.data(), size})) return;
    if (!connection.unread) return connections_.watch(connection);
  }
  connections_.watch(connection);
  unread_.push_back(connection.descriptor);
}

/// Takes bytes of a connection. Returns whether more are wanted now; if not, it may be closed.
bool Worker::take(Connection& connection, std::string_view bytes) {
  Arrival& arrival = connection.arrival ? *connection.arrival : fresh_;
  const auto taken = arrival.take(bytes);
  const auto replies = arrival.take_replies();
  if (!replies.empty() && !reply(connection, replies)) return false;
  switch (arrival.stage()) {
    case Arrival::Stage::refused:
      base::log::warning("gateway.refused", {{"reason", "malformed or oversize records"}});
      fresh_.reset();
      connections_.drop(connection);
      return false;
    case Arrival::Stage::complete:
      connection.rest = bytes.substr(taken);
      begin(connection, arrival);
      return false;
    default:
      arrival.is_silent() ? release(connection) : hold(connection);
      connection.moved += bytes.size();
      return true;
  }
}

/// Answers to management records are short, and whoever does not take them is no web server.
bool Worker::reply(Connection& connection, const std::string& replies) {
  if (send_now(connection.descriptor, replies) == static_cast<ssize_t>(replies.size())) return true;
  fresh_.reset();
  connections_.drop(connection);
  return false;
}

/// Keeps a part of a request.
void Worker::hold(Connection& connection) {
  if (!connection.arrival) {
    connection.arrival = std::make_unique<Arrival>(std::exchange(fresh_, Arrival(options_.limits)));
    connections_.enter(connection, State::arriving);
  }
  connections_.count_held(connection);
}

/// Forgets a part of a request that is none any more, or has begun.
void Worker::release(Connection& connection) {
  if (!connection.arrival) return fresh_.reset();
  connection.arrival.reset();
  connections_.count_held(connection);
  connections_.enter(connection, State::idle);
}

/// The client sends no more. A request whose header is whole may still be answered.
void Worker::end_of(Connection& connection) {
  if (!connection.arrival || connection.arrival->stage() != Arrival::Stage::body) {
    return connections_.drop(connection);
  }
  connection.arrival->end(Arrival::Ending::cut);
  begin(connection, *connection.arrival);
}

void Worker::begin(Connection& connection, Arrival& arrival) {
  if (!arrival.at_end() && has_hung_up(connection.descriptor)) {
    fresh_.reset();
    return connections_.drop(connection);
  }
  if (jobs_.full()) return queue(connection, arrival);
  ++begun_;
  auto& job = jobs_.take();
  job.connection = connection.descriptor;
  job.arrival = &arrival;
  run(job);
}

void Worker::queue(Connection& connection, Arrival& arrival) {
  if (&arrival == &fresh_) hold(connection);
  connections_.enter(connection, State::queued);
  connections_.watch(connection);
  queue_.push_back(connection.descriptor);
}

/// Runs a request until it is answered or waits.
void Worker::run(Job& job) {
  running_ = &job;
  const bool ended = job.fiber.run();
  running_ = nullptr;
  auto& connection = *connections_.find(job.connection);
  if (std::exchange(job.arrival, nullptr) != nullptr) release(connection);
  if (ended) return finish(job, connection);
  connections_.enter(connection, State::answering);
}

void Worker::finish(Job& job, Connection& connection) {
  send_answer(connection, job.answer, job.after);
  jobs_.give_back(job);
}

/// Puts the request that runs aside.
bool Worker::park(int descriptor, milliseconds most) {
  base::WaitingInPlace in_place;
  if (running_ == nullptr) return in_place.until_readable(descriptor, most);
  Job& job = *running_;
  const auto until = Clock::now() + most;
  while (!is_readable(descriptor)) {
    const auto now = Clock::now();
    if (hurried_ || now >= until) return false;
    if (!waiters_.add(descriptor, job, until)) {
      return in_place.until_readable(descriptor, std::chrono::ceil<milliseconds>(until - now));
    }
    job.fiber.put_aside();
  }
  return true;
}

void Worker::resume(const std::vector<Job*>& jobs) {
  for (auto* job : jobs) run(*job);
}

void Worker::send_answer(Connection& connection, const std::string& answer, After after) {
  const auto sent = send_now(connection.descriptor, answer);
  if (sent == static_cast<ssize_t>(answer.size())) return settle(connection, after);
  if (sent < 0 && errno != EAGAIN) return connections_.drop(connection);
  connection.answer = answer.substr(static_cast<std::size_t>(std::max<ssize_t>(sent, 0)));
  connection.sent = 0;
  connection.after = after;
  connections_.enter(connection, State::sending);
  connections_.count_held(connection);
  connections_.watch_for_room(connection, /*wanted=*/true);
}

/// Sends what was not taken at once.
void Worker::send_rest(Connection& connection) {
  while (connection.sent < connection.answer.size()) {
    const auto rest = std::string_view(connection.answer).substr(connection.sent);
    const auto sent = send_now(connection.descriptor, rest);
    if (sent < 0 && errno == EAGAIN) return connections_.count_held(connection);
    if (sent < 0) return connections_.drop(connection);
    connection.sent += static_cast<std::size_t>(sent);
    connection.moved += static_cast<std::size_t>(sent);
  }
  connection.answer = {};
  connection.sent = 0;
  connections_.count_held(connection);
  connections_.watch_for_room(connection, /*wanted=*/false);
  if (connection.state != State::closed) settle(connection, connection.after);
}

/// What becomes of a connection whose answer is sent.
void Worker::settle(Connection& connection, After after) {
  if (after == After::close) return connections_.drop(connection);
  if (after == After::linger) {
    connections_.linger(connection);
    if (connection.state != State::closed) unread_.push_back(connection.descriptor);
    return;
  }
  connections_.enter(connection, State::idle);
  if (draining_) {
    pass_on(connection, milliseconds(0));
    return connections_.drop(connection);
  }
  connections_.watch(connection);
  if (connection.unread || !connection.rest.empty()) unread_.push_back(connection.descriptor);
}

/// Hands kept connections to a successor. One that nobody takes is served until it has been
/// answered once, its client closes it, or the time is up; what has begun is finished.
void Worker::retire() {
  epoll_.remove(loop_.listening);
  accept_last();
  if (loop_.hand_over_in >= 0) {
    while (take_over_one()) {
    }
    epoll_.remove(loop_.hand_over_in);
  }
  hand_over_all(kHandOverPatience);
  draining_ = true;
  const auto start = Clock::now();
  drain_until(start + kDrainTime, /*with_idle=*/true);
  const auto finish = start + std::min<milliseconds>(kFinishTime, options_.idle_timeout);
  drain_until(finish, /*with_idle=*/false);
  hurried_ = true;
  resume(waiters_.take_overdue(Clock::time_point::max()));
  drain_until(Clock::now() + kLastTime, /*with_idle=*/false);
}

void Worker::drain_until(Clock::time_point until, bool with_idle) {
  while (Clock::now() < until && (with_idle ? !connections_.empty() : is_busy())) turn(kSweep);
}

/// Whether a client waits for an answer, or for the rest of one.
bool Worker::is_busy() {
  const auto waits = [](const Connection& connection) {
    return connection.arrival || connection.state >= State::sending;
  };
  return !connections_.all(waits).empty();
}

/// A connection that arrived together with the order to stop has woken only this worker
/// (EPOLLEXCLUSIVE), and no other would accept it before the next one arrives. One wake-up means
/// one connection.
void Worker::accept_last() {
  const int connection = accept();
  if (connection < 0) return;
  connections_.add(connection);
  unread_.push_back(connection);
}

/// Hands over all connections except those on which a request is being answered.
void Worker::hand_over_all(milliseconds patience) {
  const auto is_open = [](const Connection& connection) {
    return connection.state == State::idle || connection.state == State::arriving ||
           connection.state == State::queued;
  };
  for (auto* connection : connections_.all(is_open)) {
    if (!pass_on(*connection, patience)) return;
  }
}

/// Hands over a connection with what has been read from it. Returns whether others may be taken,
/// too.
bool Worker::pass_on(Connection& connection, milliseconds patience) {
  if (loop_.hand_over_out < 0) return false;
  auto read = connection.arrival ? connection.arrival->so_far() : std::string();
  if (!read || read->size() + connection.rest.size() > kMostHandedOver) return true;
  if (!hand_over(loop_.hand_over_out, connection.descriptor, *read + connection.rest, patience)) {
    return false;
  }
  connections_.drop(connection);
  return true;
}

}  // namespace gateway
