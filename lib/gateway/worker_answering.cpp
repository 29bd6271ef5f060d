// From a request to its answer: how a worker runs requests, puts them aside, and sends.
#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "gateway/worker.h"

namespace gateway {
namespace {

using std::chrono::milliseconds;

bool is_readable(int descriptor) {
  pollfd state{descriptor, POLLIN, 0};
  return poll(&state, 1, 0) == 1;
}

}  // namespace

bool Parking::until_readable(int descriptor, milliseconds most) {
  base::NoWaiting::check();
  return park_ ? park_(descriptor, most) : base::WaitingInPlace().until_readable(descriptor, most);
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
  const auto sent = send_now(connection, answer);
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
    const auto sent = send_now(connection, rest);
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

}  // namespace gateway
