#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

/// The daemon: a master that opens the listening socket, drops privileges, keeps a number of child
/// processes alive and stops or replaces them gracefully. It knows nothing of what they do.
namespace daemonize {

/// A kind of child, and how many of it.
struct Role {
  std::string name;  ///< for the log: "worker"
  int count = 1;
  /// Runs in the child, after the fork; its return value is the exit code. The child must end
  /// by itself soon after TERM.
  std::function<int()> run;
};

struct Plan {
  std::vector<Role> roles;
  std::chrono::seconds grace{30};  ///< after TERM a child has so long, then it is killed
};

/// Forks and supervises until TERM or INT: a child that dies is replaced, after a growing delay
/// when it dies at once. HUP calls `replan` and replaces every child without a gap: the new ones
/// run before the old ones are told to end; when `replan` throws base::Error, the log says so and
/// the old ones stay. USR1 reopens the log, here and in the children. Tells systemd when it is
/// ready, reloading and stopping (sd_notify(3)). Children end when the master dies, however it
/// dies. Returns the exit code: 0 after a graceful stop.
int supervise(const Plan& plan, const std::function<Plan()>& replan);

/// Writes the pid file and removes it again; refuses (base::Error, conflict) when the process
/// that it names still runs. An empty path does nothing.
class PidFile {
 public:
  explicit PidFile(std::string path);
  ~PidFile();
  PidFile(const PidFile&) = delete;
  PidFile& operator=(const PidFile&) = delete;

 private:
  std::string path_;
};

}  // namespace daemonize
