#pragma once

#include <functional>
#include <span>
#include <string>

#include "base/id.h"

namespace courier {

/// A mail ready to be sent.
struct Envelope {
  base::Id id;            ///< of its message in the outbox
  std::string sender;     ///< address
  std::string recipient;  ///< address
  std::string content;    ///< the whole MIME message with its header, lines end in CRLF
};

/// What became of one.
struct Outcome {
  enum class Kind {
    delivered,
    retry,      ///< not now: network down, time-out, 4xx
    permanent,  ///< never: 5xx, an address that the server refuses
  };
  Kind kind = Kind::delivered;
  std::string error;  ///< for the operator; no secret
};

using Report = std::function<void(const Envelope&, const Outcome&)>;

/// Brings mails to where they go. Abstract so that tests need no server.
class Transport {
 public:
  virtual ~Transport() = default;

  /// Tries all of them, several at once, and reports each as soon as its outcome is known. A
  /// slow one delays no other. Never throws for what a server does. `stop` is asked now
  /// and then: when it is true, no further mail is begun, and those begun are finished.
  virtual void send(std::span<const Envelope> mails, const Report& report,
                    const std::function<bool()>& stop) = 0;
};

}  // namespace courier
