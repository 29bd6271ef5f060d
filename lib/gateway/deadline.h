#pragma once

#include <csignal>

#include <chrono>

namespace gateway {

/// Ends reads and writes that block for too long, in a library that has no time-outs: an interval
/// timer whose signal (SIGALRM, handled without SA_RESTART) makes them fail with EINTR, and again
/// every 100 ms, so that one which begins just after the signal ends too. One at a time in a
/// process.
class Deadline {
 public:
  /// Takes over SIGALRM until it is destroyed.
  explicit Deadline(std::chrono::seconds timeout);
  ~Deadline();
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

  /// Starts the time anew for this connection. One that is still armed a second after the deadline,
  /// because its peer sends and sends, is shut down.
  void arm(int connection);
  void disarm();

  /// In place of both, for what cannot block.
  void forget();

  /// Whether the time of the last arm() was up before its disarm().
  bool expired() const;

 private:
  std::chrono::seconds timeout_;
  struct sigaction previous_action_ {};
  sigset_t previous_mask_{};
};

}  // namespace gateway
