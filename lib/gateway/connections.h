#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/arrival.h"
#include "gateway/epoll.h"
#include "gateway/exchange.h"
#include "gateway/pace.h"

namespace gateway {

/// One connection of the worker's, and what of a request or an answer waits on it.
struct Connection {
  /// In the order in which they are dropped when room is short.
  enum class State {
    closed,
    idle,       ///< kept by its web server, between two requests
    lingering,  ///< has its answer, and is still sending
    arriving,   ///< new, or with a part of a request
    sending,    ///< does not take its answer as quickly as it is there
    queued,     ///< with a request that waits for its turn to be begun
    answering,  ///< with a request that has begun
  };

  int descriptor = -1;
  State state = State::closed;
  bool watched = false;  ///< in the epoll set
  bool unread = false;   ///< whether something may be there to read that no event will tell of
  std::chrono::steady_clock::time_point since{};  ///< when its time in the state began
  std::size_t moved = 0;                          ///< bytes in the state
  std::size_t held = 0;                           ///< bytes of memory, as they are counted

  std::unique_ptr<Arrival> arrival;  ///< null until there is a part of a request
  std::string rest;                  ///< read behind a request, so of the next one
  std::string answer;                ///< what is still to be sent
  std::size_t sent = 0;              ///< of it
  After after = After::close;        ///< when it is sent
};

/// Sends as much as is taken without waiting; how many bytes, or -1 with errno set.
ssize_t send_now(const Connection& connection, std::string_view bytes);

/// The connections of a worker. Owns them, and watches those that wait in an edge-triggered epoll
/// set that it does not own. Their number is bounded: a new connection displaces the oldest idle
/// one.
class Connections {
 public:
  using State = Connection::State;
  using Moment = std::chrono::steady_clock::time_point;

  Connections(const Epoll& epoll, const Options& options, std::size_t most);
  ~Connections();
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  /// Takes a connection, in the state `arriving`. It is not watched yet.
  Connection& add(int descriptor);

  /// Null when it is not one of ours.
  Connection* find(int descriptor);

  bool empty() const { return count_ == 0; }
  std::size_t held() const { return held_; }

  /// Lets the time of a connection in this state begin.
  void enter(Connection& connection, State state);

  /// Watches a connection for something to read. Closes it when it cannot be watched.
  void watch(Connection& connection);
  /// Watches it for room to send, too, or no longer.
  void watch_for_room(Connection& connection, bool wanted);

  /// To be told whenever what waits on a connection has grown or shrunk.
  void count_held(Connection& connection);

  /// Shuts down our side of the connection, until the client has closed its own.
  void linger(Connection& connection);

  /// Reads and discards what a lingering client sends; closes the connection when the client is
  /// done. Returns whether there may be more.
  bool drain(Connection& connection);

  /// Closes it, unless it is closed.
  void drop(Connection& connection);

  /// Closes the connection that has been idle longest or, when none is idle, that has waited
  /// longest. False when there is none that may be closed.
  bool drop_oldest();

  /// The one among those that hold memory whose client is slowest; null when there is none.
  Connection* slowest();

  /// Whether its time in its state is up.
  bool is_overdue(const Connection& connection, Moment now) const;

  /// All that are in a state for which `wanted` holds.
  template <typename Wanted>
  std::vector<Connection*> all(const Wanted& wanted) {
    std::vector<Connection*> found;
    for (auto& connection : slots_) {
      if (connection.state != State::closed && wanted(connection)) found.push_back(&connection);
    }
    return found;
  }

 private:
  std::chrono::seconds time_of(const Connection& connection) const;

  const Epoll& epoll_;
  std::chrono::seconds idle_timeout_;
  Pace arriving_;
  Pace sending_;
  std::size_t most_;
  std::deque<Connection> slots_;  // by descriptor
  std::size_t count_ = 0;
  std::size_t held_ = 0;
};

}  // namespace gateway
