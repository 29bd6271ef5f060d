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
  /// Runs in the child, after the fork, and calls `ready` once it can do its work; returns the exit
  /// code. It begins with TERM, INT, HUP and USR1 blocked and without handlers: it lets them in
  /// where it can stand them, ends by itself soon after TERM or INT, and survives USR1, which asks
  /// it to reopen the log.
  std::function<int(const std::function<void()>& ready)> run;
};

struct Plan {
  std::vector<Role> roles;
  std::chrono::seconds grace{30};  ///< after TERM a child has so long, then it is killed
};

/// Forks and supervises until TERM or INT: a child that dies is replaced, after a growing delay
/// when it dies at once. HUP calls `replan` and replaces every child without a gap: the old ones
/// are told to end when all of the new ones are ready; when `replan` throws, the log
/// says so and the old ones stay. USR1 reopens the log, here and in the children. Tells systemd
/// when all are ready, reloading and stopping (sd_notify(3)). Children end when the master dies,
/// however it dies. Returns the exit code: 0 after a graceful stop.
int supervise(Plan plan, const std::function<Plan()>& replan);

}  // namespace daemonize
