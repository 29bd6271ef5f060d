#pragma once

#include <string>

#include "base/clock.h"
#include "base/entropy.h"
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

/// What the use cases work with: one of these a process. They keep a reference to it, so it
/// outlives them, as everything that it refers to outlives it. Who keeps one asks for `Context&`,
/// not `const Context&`, because that would also take a temporary.
struct Context {
  Context(store::Database& store, const base::Clock& time, base::Entropy& randomness,
          const crypto::Passwords& hashes, const crypto::OpaqueTokens& opaque,
          const cache::Terms& remembered, PayloadOf told = nullptr)
      : database(store),
        clock(time),
        entropy(randomness),
        passwords(hashes),
        tokens(opaque),
        terms(remembered),
        payload_of(told) {}
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  store::Database& database;
  const base::Clock& clock;
  base::Entropy& entropy;
  const crypto::Passwords& passwords;
  const crypto::OpaqueTokens& tokens;
  const cache::Terms terms;    ///< by which answers of the database are remembered
  const PayloadOf payload_of;  ///< for use cases that tell of events
};

}  // namespace accounts
