#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "model/message.h"
#include "store/forward.h"

namespace courier {

/// What became of a message.
struct Outcome {
  enum class Kind {
    delivered,
    retry,      ///< not now: network down, time-out, 4xx
    permanent,  ///< never: 5xx, an address that the server refuses
    unwanted,   ///< the receiver no longer wants it
  };
  Kind kind = Kind::delivered;
  std::string error;  ///< for the operator; no secret, no address
  /// When the other side asked to be tried again.
  std::optional<std::chrono::seconds> retry_after = {};
  /// Writes whatever else belongs into the transaction that records the outcome.
  std::function<void(store::Session&)> note = {};
  /// Whether the operator alone can mend it, and it concerns every message: an alarm.
  bool is_alarming = false;
};

using Report = std::function<void(const base::Id&, const Outcome&)>;

/// A way to deliver things: several at once, so that a slow one delays no other, with a report
/// about each. One channel takes messages of the outbox; the mails made of them go through a
/// further channel, to a server or into files. Abstract, so that tests need no server.
template <typename Cargo>
class Channel {
 public:
  virtual ~Channel() = default;

  /// How many more it accepts now, and how many it has begun but not reported yet.
  virtual std::size_t room() const = 0;
  virtual std::size_t under_way() const = 0;

  /// Begins to deliver; only when there is room. Returns where it goes (a domain), for the log, or
  /// nothing when nobody wants it any more. Throws base::Error (unavailable) when the database does
  /// not answer, and any other exception when it can never be delivered; what a server does is
  /// reported, not thrown.
  virtual std::optional<std::string> begin(Cargo cargo) = 0;

  /// Works on what is under way until something has been reported, for at most `at_most`.
  /// Everything that was begun is reported exactly once.
  virtual void work(std::chrono::milliseconds at_most, const Report& report) = 0;
};

/// A channel that takes messages of the outbox.
class MessageChannel : public Channel<model::Message> {
 public:
  /// The values of model::Message::channel that it takes.
  virtual std::vector<std::string> names() const = 0;

  /// How many messages for one receiver it takes at the same time. 0: any number.
  virtual int per_receiver() const = 0;
};

}  // namespace courier
