#pragma once

#include <sys/epoll.h>

#include <chrono>
#include <csignal>
#include <span>
#include <string_view>
#include <vector>

#include "base/log.h"
#include "gateway/connections.h"
#include "gateway/exchange.h"
#include "gateway/gateway.h"

namespace gateway {

/// An epoll set of ours.
class Epoll {
 public:
  Epoll();
  ~Epoll();
  Epoll(const Epoll&) = delete;
  Epoll& operator=(const Epoll&) = delete;

  int get() const { return epoll_; }
  void add(int descriptor, unsigned events) const;
  void remove(int descriptor) const;

 private:
  int epoll_;
};

/// The loop of serve_fastcgi(): one epoll set with the listening socket, the hand-over socket and
/// the connections that wait. A request is started only when its header is complete, so the worker
/// waits only for the body and the answer of one request at a time, within a time-out.
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

  bool is_retiring() const;
  Events wait(std::chrono::milliseconds most);
  int poll_events(std::chrono::milliseconds most);
  void let_signals_in();
  void turn(std::chrono::milliseconds most);

  void accept_one();
  int accept();
  void accept_last();
  void take_over_one(unsigned events);
  void handle(int connection);
  void answer(int connection, bool with_body);
  std::string_view peek(int connection, std::size_t most);
  bool take_stray(int connection, std::size_t size);

  void retire();
  void hand_over_all(std::chrono::milliseconds patience);

  const Loop& loop_;
  const Options& options_;
  base::log::Holding log_;  // flushed every kOpening
  Epoll epoll_;
  Connections connections_;
  Exchange exchange_;
  std::vector<char> peeked_;
  std::vector<epoll_event> events_;
  sigset_t open_mask_{};
  bool over_tcp_ = false;
  bool draining_ = false;
  int answering_ = -1;  // the connection
  unsigned long served_ = 0;
  Clock::time_point next_opening_;  // for signals and the log
  Clock::time_point next_sweep_;
};

}  // namespace gateway
