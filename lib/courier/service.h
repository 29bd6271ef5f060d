#pragma once

#include <chrono>
#include <functional>

#include "courier/dispatcher.h"

namespace courier {

/// How often the long-running courier does what.
struct Rhythm {
  std::chrono::milliseconds poll{1000};  ///< so long may a new mail lie before it is seen
};

/// What else this process does, between two looks into the outbox: a round of upkeep
/// (lib/upkeep/README.md). It knows by itself what is due, takes some seconds at most, and throws
/// nothing.
using Meanwhile = std::function<void()>;

/// Sleeps for at most this long; returns at once when the process is asked to stop, also when that
/// was before the call (sigtimedwait(2) or ppoll(2) with the signals blocked outside of it).
using Wait = std::function<void(std::chrono::milliseconds)>;

/// Loads libcurl, and warns in the log when there is none: then what needs it waits in the outbox.
/// Delivers, with `meanwhile` at each turn, until `stop` is true; then finishes the mails under
/// way, which takes no longer than the time-out of a channel, and returns.
void run(Dispatcher& dispatcher, const Rhythm& rhythm, const Meanwhile& meanwhile, const Wait& wait,
         const std::function<bool()>& stop);

/// Delivers what is due now, then does what is to be done `meanwhile`; returns how many messages it
/// tried: for cron.
int run_once(Dispatcher& dispatcher, const Meanwhile& meanwhile, const std::function<bool()>& stop);

}  // namespace courier
