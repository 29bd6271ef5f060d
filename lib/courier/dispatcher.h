#pragma once

#include <chrono>
#include <functional>
#include <optional>

#include "base/clock.h"
#include "base/entropy.h"
#include "courier/composer.h"
#include "courier/transport.h"
#include "store/database.h"

/// The courier: takes what is due from the outbox, delivers it, records what became of it. It is
/// the only user of libcurl. It decides nothing about accounts, and no request ever waits for it.
namespace courier {

struct Patience {
  int batch = 32;                        ///< messages leased at once
  std::chrono::seconds lease{300};       ///< longer than any delivery takes
  std::chrono::seconds first_delay{30};  ///< after a first failure; doubled by each further one
  std::chrono::seconds longest_delay{3600};
  std::chrono::hours give_up_after{48};  ///< since it was queued; then it is dead
};

/// The delay before the next attempt, doubled by each attempt and shortened by up to half at
/// random, so that what failed together does not come back together.
std::chrono::milliseconds delay_after(int attempts, const Patience& patience,
                                      base::Entropy& entropy);

class Dispatcher {
 public:
  /// Everything outlives the dispatcher.
  Dispatcher(store::Database& database, const base::Clock& clock, base::Entropy& entropy,
             const Composer& composer, Transport& transport, Patience patience);

  /// Delivers everything that is due now, batch by batch, until nothing is or `stop` says so.
  /// Returns how many messages it tried. Killed at any moment it loses none: what was leased is
  /// tried again when the lease ends, under the same id.
  int deliver_due(const std::function<bool()>& stop);

  /// Purges what has expired (registrations, tokens, challenges, counts), in small bounded steps.
  void purge();

 private:
  store::Database& database_;
  const base::Clock& clock_;
  base::Entropy& entropy_;
  const Composer& composer_;
  Transport& transport_;
  Patience patience_;
};

}  // namespace courier
