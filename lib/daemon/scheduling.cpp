#include "daemon/scheduling.h"

#include <sched.h>

namespace daemonize {

void wait_for_turns() noexcept {
  const sched_param none{};
  sched_setscheduler(0, SCHED_BATCH, &none);
}

}  // namespace daemonize
