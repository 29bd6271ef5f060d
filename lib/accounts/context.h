#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/entropy.h"
#include "base/id.h"
#include "cache/memory.h"
#include "crypto/opaque_token.h"
#include "crypto/passwords.h"
#include "store/database.h"

/// The use cases: what people do with accounts. Each is a small class that is given its
/// dependencies, opens its transaction, and writes the change, its audit entry and its messages
/// together or not at all. It knows nothing of HTTP.
namespace accounts {

struct Event;  // accounts/webhooks/events.h

/// What subscribers are sent of an event: a JSON text.
using PayloadOf = std::string (*)(const Event&);

/// What the use cases work with. Everything outlives them.
struct Context {
  store::Database& database;
  const base::Clock& clock;
  base::Entropy& entropy;
  const crypto::Passwords& passwords;
  const crypto::OpaqueTokens& tokens;
  cache::Terms terms;              ///< by which answers of the database are remembered
  PayloadOf payload_of = nullptr;  ///< for use cases that tell of events
};

/// From where a request comes: for the audit log, the abuse gate, and the language of mails and
/// what they tell.
struct Origin {
  std::string address;          ///< numeric
  std::string language;         ///< "en"
  std::string user_agent = {};  ///< as it is: any bytes, any length
};

}  // namespace accounts
