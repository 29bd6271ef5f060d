#pragma once

#include <chrono>
#include <functional>

#include "courier/dispatcher.h"

namespace courier {

/// The intervals of the long-running courier.
struct Rhythm {
  std::chrono::milliseconds poll{1000};  ///< how long a new mail may wait before it is seen
};

/// What else this process does between two polls of the outbox: a round of upkeep
/// (lib/upkeep/README.md). It decides itself what is due, and never throws. Returns whether it has
/// more to do: then the next turn comes without a rest.
using Meanwhile = std::function<bool()>;

/// Sleeps for at most this long; returns at once when the process is asked to stop, even if that
/// happened before the call (sigtimedwait(2), or ppoll(2) with the signals blocked outside it).
using Wait = std::function<void(std::chrono::milliseconds)>;

/// Loads libcurl. Without it, logs a warning, and messages that need it wait in the outbox.
/// Delivers, calling `meanwhile` at each turn, until `stop` is true; then finishes the mails under
/// way, which takes no longer than the time-out of a channel, and returns.
void run(Dispatcher& dispatcher, const Rhythm& rhythm, const Meanwhile& meanwhile, const Wait& wait,
         const std::function<bool()>& stop);

/// Delivers what is due now, then calls `meanwhile` once; returns how many messages it tried. For
/// cron.
int run_once(Dispatcher& dispatcher, const Meanwhile& meanwhile, const std::function<bool()>& stop);

}  // namespace courier
