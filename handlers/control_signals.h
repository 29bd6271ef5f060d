#pragma once

#include <chrono>
#include <csignal>

/// The signals that end a process gracefully or make it reopen its log, for as long as it lives.
/// They are blocked, and come in only while somebody waits for them: no read and no write is ever
/// cut short by one, and a handler never runs in the middle of the log. One of a process.
class ControlSignals {
 public:
  ControlSignals();

  /// Those to be let in by whoever waits with a mask of his own (gateway::Loop).
  const sigset_t& set() const { return set_; }
  /// Becomes true when this process is to end.
  const volatile std::sig_atomic_t& stop() const;

  /// Takes what has arrived, without waiting; whether this process is to end.
  bool stopped();

  /// Waits for at most so long; returns early when a signal arrives or this process is to end.
  void wait(std::chrono::milliseconds at_most);

 private:
  bool take(std::chrono::milliseconds at_most);

  sigset_t set_;
};
