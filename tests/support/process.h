#pragma once

#include <sys/types.h>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// Programs that a test starts, and ends by their pid. When the tests run as root, programs run as
/// nobody, as a server should.
struct Command {
  std::vector<std::string> arguments;  ///< the first is the program, looked up in PATH
  std::map<std::string, std::string> environment = {};  ///< on top of the test's own
  std::string directory = {};                           ///< to work in; empty: the test's own
  std::string log = {};                                 ///< where output and errors are appended
  bool as_nobody = true;
};

class Process {
 public:
  /// Throws std::runtime_error when no process can be had; a program that cannot be run ends with
  /// code 127.
  explicit Process(const Command& command);
  /// Asks the process to end, and kills it when it does not.
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t pid() const { return pid_; }
  bool running();
  void send(int signal) const;
  /// Stops it where it is until it is sent SIGCONT: every thread of it, when this returns.
  void suspend() const;

  /// The exit code (128 and the signal for one that was killed); nothing when it still runs.
  std::optional<int> wait(std::chrono::milliseconds deadline = std::chrono::seconds(20));

  /// TERM and wait().
  std::optional<int> stop(std::chrono::milliseconds deadline = std::chrono::seconds(20));

  std::vector<pid_t> children() const;

 private:
  pid_t pid_ = -1;
  std::optional<int> exit_code_;
};

/// Runs a program to its end; its exit code. Throws std::runtime_error past the deadline.
int run(const Command& command, std::chrono::milliseconds deadline = std::chrono::seconds(60));

/// Makes the file belong to the user whom programs run as.
void give_to_nobody(const std::string& path);
