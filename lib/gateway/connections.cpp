#include "gateway/connections.h"

#include <sys/epoll.h>
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

using Clock = std::chrono::steady_clock;

bool has_sent(int connection) {
  char byte = 0;
  return recv(connection, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

}  // namespace

Connections::Connections(int epoll, std::chrono::seconds idle_timeout, std::size_t most)
    : epoll_(epoll), idle_timeout_(idle_timeout), most_(std::max<std::size_t>(most, 1)) {}

Connections::~Connections() {
  for (const auto& [connection, waiting] : waiting_) close(connection);
}

bool Connections::is_lingering(int connection) const {
  const auto found = waiting_.find(connection);
  return found != waiting_.end() && found->second.state == State::lingering;
}

void Connections::watch(int connection, State state) {
  const auto found = waiting_.find(connection);
  if (found != waiting_.end()) {
    const bool goes_on = found->second.state == state && state == State::arriving;
    if (!goes_on) found->second = {state, Clock::now()};
    return;
  }
  if (waiting_.size() >= most_) drop_oldest();
  epoll_event event{EPOLLIN | EPOLLET, {.fd = connection}};
  if (epoll_ctl(epoll_, EPOLL_CTL_ADD, connection, &event) != 0) {
    close(connection);
    return;
  }
  waiting_.insert_or_assign(connection, Waiting{state, Clock::now()});
}

void Connections::linger(int connection) {
  shutdown(connection, SHUT_WR);
  watch(connection, State::lingering);
  drain(connection);
}

void Connections::drain(int connection) {
  const auto found = waiting_.find(connection);
  if (found == waiting_.end()) return;
  std::array<char, 16 * 1024> trash;
  while (true) {
    const auto got = recv(connection, trash.data(), trash.size(), MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got > 0) found->second.drained += static_cast<std::size_t>(got);
    if (got <= 0 || found->second.drained > kLingerBytes) return drop(connection);
  }
}

void Connections::drop(int connection) {
  // close() is not enough: a copy that was handed over keeps the entry in the epoll set alive.
  if (waiting_.erase(connection) != 0) epoll_ctl(epoll_, EPOLL_CTL_DEL, connection, nullptr);
  close(connection);
}

bool Connections::drop_oldest() {
  const auto rank = [](const auto& entry) {
    return std::make_tuple(entry.second.state, entry.second.since);
  };
  const auto oldest = std::min_element(
      waiting_.begin(), waiting_.end(),
      [&](const auto& left, const auto& right) { return rank(left) < rank(right); });
  if (oldest == waiting_.end()) return false;
  drop(oldest->first);
  return true;
}

void Connections::drop_overdue() {
  const auto now = Clock::now();
  std::vector<int> overdue;
  for (auto& [connection, waiting] : waiting_) {
    if (!is_overdue(waiting, now)) continue;
    if (waiting.state == State::idle && has_sent(connection)) {
      waiting = {State::arriving, now};  // it arrived while this worker was busy with another
    } else {
      overdue.push_back(connection);
    }
  }
  for (const int connection : overdue) drop(connection);
}

std::vector<int> Connections::open_ones() const {
  std::vector<int> open;
  for (const auto& [connection, waiting] : waiting_) {
    if (waiting.state != State::lingering) open.push_back(connection);
  }
  return open;
}

bool Connections::is_overdue(const Waiting& waiting, Moment now) const {
  return now - waiting.since >= (waiting.state == State::lingering ? kLingerTime : idle_timeout_);
}

}  // namespace gateway
