#include "gateway/connections.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <tuple>

namespace gateway {
namespace {

constexpr std::chrono::seconds kLingerTime{5};
constexpr std::size_t kLingerBytes = 64UL * 1024 * 1024;
constexpr int kMostAnswerTime = 10;  // as a multiple of idle_timeout
constexpr int kReadsInARow = 16;

using Clock = std::chrono::steady_clock;
using std::chrono::duration;

/// Bytes a second in its state.
double rate_of(const Connection& connection, Clock::time_point now) {
  const duration<double> time = now - connection.since;
  return static_cast<double>(connection.moved) / std::max(time.count(), 1e-3);
}

}  // namespace

ssize_t send_now(const Connection& connection, std::string_view bytes) {
  return send(connection.descriptor, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
}

Connections::Connections(const Epoll& epoll, const Options& options, std::size_t most)
    : epoll_(epoll),
      idle_timeout_(options.idle_timeout),
      arriving_{std::min(options.rate_grace, options.idle_timeout), options.least_rate,
                options.idle_timeout},
      sending_{options.idle_timeout, options.least_rate, kMostAnswerTime * options.idle_timeout},
      most_(std::max<std::size_t>(most, 1)) {}

Connections::~Connections() {
  for (const auto& connection : slots_) {
    if (connection.state != State::closed) close(connection.descriptor);
  }
}

Connection& Connections::add(int descriptor) {
  if (count_ >= most_) drop_oldest();
  const auto slot = static_cast<std::size_t>(descriptor);
  while (slots_.size() <= slot) slots_.emplace_back();
  auto& connection = slots_[slot];
  connection.descriptor = descriptor;
  connection.after = After::close;
  ++count_;
  enter(connection, State::arriving);
  return connection;
}

Connection* Connections::find(int descriptor) {
  const auto slot = static_cast<std::size_t>(descriptor);
  if (slot >= slots_.size() || slots_[slot].state == State::closed) return nullptr;
  return &slots_[slot];
}

void Connections::enter(Connection& connection, State state) {
  connection.state = state;
  connection.since = Clock::now();
  connection.moved = 0;
}

void Connections::watch(Connection& connection) {
  if (connection.watched) return;
  connection.watched = epoll_.try_add(connection.descriptor, EPOLLIN | EPOLLET);
  if (!connection.watched) drop(connection);
}

void Connections::watch_for_room(Connection& connection, bool wanted) {
  watch(connection);
  if (connection.state == State::closed) return;
  epoll_.change(connection.descriptor, EPOLLIN | EPOLLET | (wanted ? unsigned{EPOLLOUT} : 0U));
}

void Connections::count_held(Connection& connection) {
  held_ -= connection.held;
  connection.held = (connection.arrival ? connection.arrival->held() : 0) + connection.rest.size() +
                    connection.answer.size() - connection.sent;
  held_ += connection.held;
}

void Connections::linger(Connection& connection) {
  shutdown(connection.descriptor, SHUT_WR);
  enter(connection, State::lingering);
  watch(connection);
}

bool Connections::drain(Connection& connection) {
  std::array<char, 16 * 1024> trash;
  for (int i = 0; i < kReadsInARow; ++i) {
    const auto got = recv(connection.descriptor, trash.data(), trash.size(), MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return false;
    if (got > 0) connection.moved += static_cast<std::size_t>(got);
    if (got <= 0 || connection.moved > kLingerBytes) {
      drop(connection);
      return false;
    }
  }
  return true;
}

void Connections::drop(Connection& connection) {
  if (connection.state == State::closed) return;
  // close() is not enough: a copy that was handed over keeps the entry in the epoll set alive.
  if (connection.watched) epoll_.remove(connection.descriptor);
  close(connection.descriptor);
  connection.state = State::closed;
  connection.watched = connection.unread = false;
  connection.arrival.reset();
  connection.rest = {};
  connection.answer = {};
  connection.sent = 0;
  count_held(connection);
  --count_;
}

bool Connections::drop_oldest() {
  const auto rank = [](const Connection* connection) {
    return std::make_tuple(connection->state, connection->since);
  };
  const auto open =
      all([](const Connection& connection) { return connection.state < State::queued; });
  const auto oldest = std::min_element(
      open.begin(), open.end(),
      [&](const auto* left, const auto* right) { return rank(left) < rank(right); });
  if (oldest == open.end()) return false;
  drop(**oldest);
  return true;
}

Connection* Connections::slowest() {
  const auto now = Clock::now();
  const auto holding = all([](const Connection& connection) {
    return connection.held > 0 && connection.state < State::queued;
  });
  const auto found =
      std::min_element(holding.begin(), holding.end(), [&](const auto* left, const auto* right) {
        return rate_of(*left, now) < rate_of(*right, now);
      });
  return found == holding.end() ? nullptr : *found;
}

bool Connections::is_overdue(const Connection& connection, Moment now) const {
  return connection.state < State::queued && now - connection.since >= time_of(connection);
}

std::chrono::seconds Connections::time_of(const Connection& connection) const {
  if (connection.state == State::lingering) return kLingerTime;
  if (connection.state == State::sending) return sending_.time_for(connection.moved);
  return connection.arrival ? arriving_.time_for(connection.moved) : idle_timeout_;
}

}  // namespace gateway
