#pragma once

#include <string>

#include "base/clock.h"
#include "base/id.h"

namespace model {

/// A mail with a link and a code that a browser has asked for. The browser keeps the id, so that
/// nobody else can type the code.
struct MailRequest {
  base::Id id;
  std::string purpose;  ///< of the challenge
  std::string address;  ///< canonical
  base::Id account;     ///< nil: nobody has the address
  base::Id challenge;   ///< nil: nobody was sent a code
  base::Time mailed_at;
  base::Time expires_at;  ///< a day after it was made: for so long its tries count
  int tries = 0;          ///< codes that were typed
};

}  // namespace model
