#pragma once

#include <functional>

#include "courier/channel.h"
#include "courier/envelope.h"

namespace courier {

/// Hands mails over, one after the other. For one thread at a time.
class WayOut {
 public:
  using BrokenOff = std::function<bool()>;

  virtual ~WayOut() = default;

  /// Hands a mail over, within a time of its own. About once a second it asks `broken_off` whether
  /// to abort.
  virtual Outcome send(const Envelope& mail, const BrokenOff& broken_off) = 0;

  /// There was nothing to send for a while: lets go of what it keeps for the next mail.
  virtual void rest() {}
};

}  // namespace courier
