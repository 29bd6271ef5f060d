#pragma once

#include <string>

#include "base/id.h"

namespace courier {

/// A mail ready to be sent.
struct Envelope {
  base::Id id;            ///< of its message in the outbox
  std::string sender;     ///< address
  std::string recipient;  ///< address
  std::string content;    ///< the whole MIME message with its header, lines end in CRLF

  /// Where it goes: the only part of the address that is ever logged.
  std::string domain() const { return recipient.substr(recipient.rfind('@') + 1); }
};

}  // namespace courier
