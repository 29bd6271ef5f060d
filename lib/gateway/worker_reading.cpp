// From bytes to a request: what a worker reads from its connections.
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <utility>

#include "gateway/worker.h"

namespace gateway {
namespace {

constexpr int kReadsInARow = 4;  // before it is another connection's turn

bool has_hung_up(int connection) {
  pollfd state{connection, POLLOUT, 0};
  return poll(&state, 1, 0) == 1 && (state.revents & (POLLHUP | POLLERR)) != 0;
}

}  // namespace

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
  if (send_now(connection, replies) == static_cast<ssize_t>(replies.size())) return true;
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

}  // namespace gateway
