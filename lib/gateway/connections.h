#pragma once

#include <chrono>
#include <cstddef>
#include <unordered_map>
#include <vector>

namespace gateway {

/// The connections that wait: for a request, for the rest of a header, or for a client that has its
/// answer to stop sending. Owns them, and watches them in an edge-triggered epoll set that it does
/// not own. Their number is bounded: a new connection displaces the oldest idle one.
class Connections {
 public:
  /// In the order in which they are dropped when room is short.
  enum class State {
    idle,       ///< kept by its web server, between two requests
    lingering,  ///< has its answer, and is still sending
    arriving,   ///< new, or with a part of a header
  };

  Connections(int epoll, std::chrono::seconds idle_timeout, std::size_t most);
  ~Connections();
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  bool has(int connection) const { return waiting_.count(connection) != 0; }
  bool is_lingering(int connection) const;
  bool empty() const { return waiting_.empty(); }

  /// Watches a connection, old or new, in this state. Its time in the state begins now.
  void watch(int connection, State state);

  /// Shuts down our side of the connection, and watches it until the client has closed its own.
  void linger(int connection);

  /// Reads and discards what a lingering client sends; closes the connection when the client is
  /// done.
  void drain(int connection);

  /// Closes a connection, whether it is watched or not.
  void drop(int connection);

  /// Forgets a connection that was closed elsewhere.
  void forget(int connection) { waiting_.erase(connection); }

  /// Closes the connection that has been idle longest or, when none is idle, that has waited
  /// longest. False when there is none.
  bool drop_oldest();

  /// Closes the connections whose time is up, except idle ones on which a request waits to be read.
  void drop_overdue();

  /// The connections that are not lingering.
  std::vector<int> open_ones() const;

 private:
  using Moment = std::chrono::steady_clock::time_point;
  struct Waiting {
    State state;
    Moment since;
    std::size_t drained = 0;
  };

  bool is_overdue(const Waiting& waiting, Moment now) const;

  int epoll_;
  std::chrono::seconds idle_timeout_;
  std::size_t most_;
  std::unordered_map<int, Waiting> waiting_;
};

}  // namespace gateway
