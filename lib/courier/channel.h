#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "model/message.h"
#include "store/database.h"

namespace courier {

/// What became of a message.
struct Outcome {
  enum class Kind {
    delivered,
    retry,      ///< not now: network down, time-out, 4xx
    permanent,  ///< never: 5xx, an address that the server refuses
    unwanted,   ///< nobody wants it any more
  };
  Kind kind = Kind::delivered;
  std::string error;  ///< for the operator; no secret, no address
  /// When the other side wants to be tried again.
  std::optional<std::chrono::seconds> retry_after = {};
  /// What else is to be written down, in the transaction that records the outcome.
  std::function<void(store::Session&)> note = {};
};

using Report = std::function<void(const base::Id&, const Outcome&)>;

/// One way out: it brings away several at once of what it carries, and reports what became of each;
/// a slow one delays no other. Messages of the outbox go by one, and mails that are made of them by
/// the next one: to a server, or into files. Abstract so that tests need no server.
template <typename Cargo>
class Channel {
 public:
  virtual ~Channel() = default;

  /// How many more it takes on now, and how many it has begun and not reported.
  virtual std::size_t room() const = 0;
  virtual std::size_t under_way() const = 0;

  /// Begins to deliver; only when there is room. Returns where it goes (a domain), for the log, or
  /// nothing when nobody wants it any more. Throws base::Error (unavailable) when the database does
  /// not answer, anything else when it cannot be delivered by anybody; never for what a server
  /// does.
  virtual std::optional<std::string> begin(Cargo cargo) = 0;

  /// Works on what is under way until something was reported, for at most `at_most`. All that was
  /// begun is reported once.
  virtual void work(std::chrono::milliseconds at_most, const Report& report) = 0;
};

/// A channel of the outbox.
class MessageChannel : public Channel<model::Message> {
 public:
  /// Of the messages that it takes: model::Message::channel.
  virtual std::vector<std::string> names() const = 0;

  /// How many of one receiver it takes on at the same time. 0: any number.
  virtual int per_receiver() const = 0;
};

}  // namespace courier
