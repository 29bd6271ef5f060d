#pragma once

#include <sys/types.h>

#include <csignal>

#include "daemon/supervisor.h"

namespace daemonize {

/// The signals that the master waits for and that a child begins with blocked.
sigset_t control_signals();

/// Forks a child that runs the role under `mask` with the control signals blocked, writes its
/// process id to `ready_pipe` when it is ready, and gets TERM when this process dies. Returns its
/// process id, or -1 when no more processes can be made. Does not return in the child.
pid_t fork_child(const Role& role, const sigset_t& mask, int ready_pipe);

/// Writes how a child ended to the log.
void log_end(const std::string& role, pid_t pid, int status);

}  // namespace daemonize
