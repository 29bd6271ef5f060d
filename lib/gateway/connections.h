#pragma once

#include <chrono>
#include <cstddef>
#include <unordered_map>
#include <vector>

namespace gateway {

/// The connections that wait: for a request, for the rest of a header, or for a client that has its
/// answer to stop sending. Owns them and watches them by an epoll set that is not its own
/// (edge-triggered). There are never more than a number: a new one
/// makes the oldest idle one go.
class Connections {
 public:
  /// In the order in which they are given up when room is short.
  enum class State {
    idle,       ///< kept by its web server, between two requests
    lingering,  ///< has its answer, and is still sending
    arriving,   ///< a new one, or one with a part of a header
  };

  Connections(int epoll, std::chrono::seconds idle_timeout, std::size_t most);
  ~Connections();
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  bool has(int connection) const { return waiting_.count(connection) != 0; }
  bool is_lingering(int connection) const;
  bool empty() const { return waiting_.empty(); }

  /// Watches a connection, old or new, in a new state. The time of a state begins when it is
  /// entered.
  void watch(int connection, State state);

  /// Ends our side of it, and watches until the client has ended its own.
  void linger(int connection);

  /// Reads and forgets what a lingering client sends; closes the connection at its end.
  void drain(int connection);

  /// Closes it; it need not be watched.
  void drop(int connection);

  /// Forgets one that was closed elsewhere.
  void forget(int connection) { waiting_.erase(connection); }

  /// Closes the one that has been idle longest, else the one that has waited longest. False when
  /// there is none.
  bool drop_oldest();

  /// Closes those whose time is up, but for idle ones on which a request waits to be read.
  void drop_overdue();

  /// Those that are not lingering.
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
