#pragma once

namespace daemonize {

/// From now on this process, and what it forks, waits for its turn instead of interrupting whoever
/// runs when there is something to do for it (SCHED_BATCH, sched(7)). Where that is forbidden
/// nothing changes.
void wait_for_turns() noexcept;

}  // namespace daemonize
