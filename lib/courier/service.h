#pragma once

#include <chrono>
#include <functional>

#include "courier/dispatcher.h"

namespace courier {

/// How often the long-running courier does what.
struct Rhythm {
  std::chrono::milliseconds poll{1000};  ///< so long may a new mail lie before it is seen
  std::chrono::milliseconds purge{60'000};
  std::chrono::milliseconds upkeep{1000};
};

/// What else is to be done from time to time, besides mails. It may take some seconds. What it
/// throws is logged, and it is done again the next time.
using Upkeep = std::function<void()>;

/// Sleeps for at most this long; returns at once when the process is asked to stop, also when that
/// was before the call (sigtimedwait(2) or ppoll(2) with the signals blocked outside of it).
using Wait = std::function<void(std::chrono::milliseconds)>;

/// Loads libcurl, and warns in the log when there is none: then what needs it waits in the outbox.
/// Delivers, purges and keeps up until `stop` is true; then finishes the mails under way, which
/// takes no longer than the transport's time-out, and returns.
void run(Dispatcher& dispatcher, const Rhythm& rhythm, const Upkeep& upkeep, const Wait& wait,
         const std::function<bool()>& stop);

/// Delivers what is due now, keeps up, purges, and returns how many messages it tried: for cron.
int run_once(Dispatcher& dispatcher, const Upkeep& upkeep, const std::function<bool()>& stop);

}  // namespace courier
