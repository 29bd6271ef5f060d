#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "base/id.h"
#include "store/database.h"

namespace courier {

/// A mail ready to be sent.
struct Envelope {
  base::Id id;            ///< of its message in the outbox
  std::string sender;     ///< address
  std::string recipient;  ///< address
  std::string content;    ///< the whole MIME message with its header, lines end in CRLF
};

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

/// Brings mails to where they go, several at once: a slow one delays no other. Abstract so that
/// tests need no server. Its functions never throw for what a server does.
class Transport {
 public:
  virtual ~Transport() = default;

  /// How many more mails it takes on now.
  virtual std::size_t room() const = 0;

  /// How many it has begun and not reported.
  virtual std::size_t under_way() const = 0;

  /// Begins to deliver a mail; only when there is room.
  virtual void begin(Envelope mail) = 0;

  /// Works on what is under way until something was reported, for at most `at_most`. Each mail that
  /// was begun is reported once.
  virtual void work(std::chrono::milliseconds at_most, const Report& report) = 0;
};

}  // namespace courier
