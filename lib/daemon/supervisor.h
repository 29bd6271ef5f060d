#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

/// The daemon: a master that opens the listening socket, drops privileges, keeps a number of child
/// processes alive, and stops or replaces them gracefully. It does not know what they do.
namespace daemonize {

/// A kind of child, and how many of them to run.
struct Role {
  std::string name;  ///< for the log: "worker"
  int count = 1;
  /// Runs in the child, after the fork, and calls `ready` once it can do its work; returns the exit
  /// code. It begins with TERM, INT, HUP and USR1 blocked and without handlers. It must unblock
  /// them where it can be interrupted, end by itself soon after TERM or INT, and survive USR1,
  /// which asks it to reopen the log.
  std::function<int(const std::function<void()>& ready)> run;
  bool outlives_others = false;  ///< they need it, so it is told to end when they have ended
};

struct Plan {
  std::vector<Role> roles;
  std::chrono::seconds grace{30};  ///< how long a child may take after TERM before it is killed
};

/// Forks and supervises until TERM or INT: a child that dies is replaced, after a growing delay
/// when it dies at once. HUP calls `replan` and replaces every child without a gap: the old ones
/// are told to end once all new ones are ready. When `replan` throws, that is logged and the old
/// ones stay. USR1 reopens the log, here and in the children. Tells systemd when all are ready,
/// when it reloads and when it stops (sd_notify(3)). Children end when the master dies, however it
/// dies. Returns the exit code: 0 after a graceful stop.
int supervise(Plan plan, const std::function<Plan()>& replan);

}  // namespace daemonize
