#pragma once

#include <sys/epoll.h>

#include <chrono>
#include <csignal>
#include <deque>
#include <span>
#include <string_view>
#include <vector>

#include "base/log.h"
#include "gateway/arrival.h"
#include "gateway/connections.h"
#include "gateway/epoll.h"
#include "gateway/exchange.h"
#include "gateway/gateway.h"
#include "gateway/jobs.h"
#include "gateway/waiters.h"

namespace gateway {

/// The loop of serve_fastcgi(): one epoll set with the listening socket, the hand-over socket, the
/// connections that wait, and what requests that are put aside wait for. Nothing in it blocks but
/// the service itself: a request is begun when it is there as a whole, and what a client does not
/// take of its answer waits here.
class Worker {
 public:
  Worker(const Loop& loop, const Options& options, const Service& service);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void run();

 private:
  using Clock = std::chrono::steady_clock;
  using Events = std::span<const epoll_event>;
  using State = Connection::State;

  static constexpr std::chrono::milliseconds kSweep{250};  // how often time-outs are looked after

  // Waiting.
  bool is_retiring() const;
  Events wait(std::chrono::milliseconds most);
  int poll_events(std::chrono::milliseconds most);
  std::chrono::milliseconds patience(std::chrono::milliseconds most) const;
  void let_signals_in();
  void turn(std::chrono::milliseconds most);
  void handle(const epoll_event& event);
  void go_on();
  void sweep();
  void give_up(Connection& connection);

  // Taking connections.
  void accept_one();
  int accept();
  void accept_last();
  bool take_over_one();

  // From bytes to a request.
  void handle(Connection& connection, unsigned events);
  void read(Connection& connection);
  bool take(Connection& connection, std::string_view bytes);
  bool reply(Connection& connection, const std::string& replies);
  void hold(Connection& connection);
  void release(Connection& connection);
  void end_of(Connection& connection);
  void begin(Connection& connection, Arrival& arrival);
  void queue(Connection& connection, Arrival& arrival);

  // From a request to its answer.
  void run(Job& job);
  void finish(Job& job, Connection& connection);
  bool park(int descriptor, std::chrono::milliseconds most);
  void resume(const std::vector<Job*>& jobs);
  void send_answer(Connection& connection, const std::string& answer, After after);
  void send_rest(Connection& connection);
  void settle(Connection& connection, After after);

  // The end.
  void retire();
  void drain_until(Clock::time_point until, bool with_idle);
  bool is_busy();
  void hand_over_all(std::chrono::milliseconds patience);
  bool pass_on(Connection& connection, std::chrono::milliseconds patience);

  const Loop& loop_;
  const Options& options_;
  base::log::Holding log_;  // flushed every kOpening
  Epoll epoll_;
  Connections connections_;
  Exchange exchange_;
  Jobs jobs_;
  Waiters waiters_;
  Job* running_ = nullptr;
  Arrival fresh_;            // of the connection that is being read, until it has one of its own
  std::vector<char> read_;   // bytes
  std::deque<int> queue_;    // connections whose requests wait for their turn
  std::vector<int> unread_;  // connections to go on with, of which no event may tell
  std::vector<epoll_event> events_;
  sigset_t open_mask_{};
  bool over_tcp_ = false;
  bool draining_ = false;
  bool hurried_ = false;  // whether waits end at once
  unsigned long begun_ = 0;
  Clock::time_point next_opening_;  // for signals and the log
  Clock::time_point next_sweep_;
};

}  // namespace gateway
