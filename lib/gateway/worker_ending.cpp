// How a worker ends: what becomes of its connections, and of requests that have begun.
#include <algorithm>

#include "gateway/hand_over.h"
#include "gateway/worker.h"

namespace gateway {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kDrainTime{5000};
constexpr milliseconds kFinishTime{20'000};  // the longest for what waits, when a worker ends
constexpr milliseconds kLastTime{5000};      // for the answers to what could not wait longer
constexpr milliseconds kHandOverPatience{200};

}  // namespace

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
