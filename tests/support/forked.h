#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <utility>

/// A copy of the test that runs one function and ends with what it returns (0 to 125) as its exit
/// code; 126 when it throws.
class Forked {
 public:
  template <typename Work>
  explicit Forked(Work work) : pid_(fork()) {
    if (pid_ < 0) throw std::runtime_error("no process");
    if (pid_ == 0) _exit(result_of(work));
  }
  Forked(Forked&& other) noexcept : pid_(std::exchange(other.pid_, 0)) {}
  Forked& operator=(Forked&&) = delete;
  ~Forked() { kill(); }

  pid_t pid() const { return pid_; }

  /// The exit code; 128 and the signal when one ended it.
  int wait() {
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

  /// Ends it at once, whatever it does, unless it was waited for.
  void kill() {
    if (pid_ == 0) return;
    ::kill(pid_, SIGKILL);
    wait();
  }

 private:
  template <typename Work>
  static int result_of(Work& work) noexcept {
    try {
      return work();
    } catch (...) {
      return 126;
    }
  }

  pid_t pid_;
};
