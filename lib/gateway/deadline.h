#pragma once

#include <csignal>

#include <chrono>

namespace gateway {

/// Ends reads and writes that block for too long in a library without time-outs. The signal of an
/// interval timer (SIGALRM, handled without SA_RESTART) makes them fail with EINTR; it repeats
/// every 100 ms, so a call that begins just after the signal ends, too. Only one object at a time
/// per process.
class Deadline {
 public:
  /// Takes over SIGALRM until it is destroyed.
  explicit Deadline(std::chrono::seconds timeout);
  ~Deadline();
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

  /// Restarts the timer for this connection. A connection that is still armed a second after the
  /// deadline, because its peer keeps sending, is shut down.
  void arm(int connection);
  void disarm();

  /// Replaces arm() and disarm() for an operation that cannot block.
  void forget();

  /// Whether the deadline of the last arm() passed before its disarm().
  bool expired() const;

 private:
  std::chrono::seconds timeout_;
  struct sigaction previous_action_ {};
  sigset_t previous_mask_{};
};

}  // namespace gateway
