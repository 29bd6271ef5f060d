#pragma once

namespace daemonize {

/// From now on this process, and those that it forks, do not preempt a running process when they
/// wake up (SCHED_BATCH, sched(7)). Changes nothing where that is forbidden.
void wait_for_turns() noexcept;

}  // namespace daemonize
