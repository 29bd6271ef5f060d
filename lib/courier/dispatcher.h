#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/entropy.h"
#include "courier/composer.h"
#include "courier/transport.h"
#include "store/database.h"

/// The courier: takes what is due from the outbox, delivers it, records what became of it. It is
/// the only user of libcurl. It decides nothing about accounts, and no request ever waits for it.
namespace courier {

struct Patience {
  int batch = 32;                        ///< messages leased at once, as far as there is room
  std::chrono::seconds lease{300};       ///< longer than any delivery takes
  std::chrono::seconds first_delay{30};  ///< after a first failure; doubled by each further one
  std::chrono::seconds longest_delay{3600};
  std::chrono::hours give_up_after{48};  ///< since it was queued; then it is dead
  /// The window that the abuse gate counts in: counts of older ones are purged. 0: none is.
  std::chrono::seconds abuse_window{0};
  /// For so long every single use of a portal is kept. 0: for ever.
  std::chrono::days usage_retention{0};
};

/// The delay before the next attempt, doubled by each attempt and shortened by up to half at
/// random, so that what failed together does not come back together.
std::chrono::milliseconds delay_after(int attempts, const Patience& patience,
                                      base::Entropy& entropy);

/// Killed at any moment it loses no message: what was leased is tried again when the lease ends,
/// under the same id. When the database is away it says so in the log, does nothing, and can be
/// called again.
class Dispatcher {
 public:
  /// Everything outlives the dispatcher.
  Dispatcher(store::Database& database, const base::Clock& clock, base::Entropy& entropy,
             const Composer& composer, Transport& transport, Patience patience);

  /// Delivers everything that is due now until nothing is, or until `stop` says so: then no further
  /// mail is begun, and those begun are finished. Returns how many messages it tried.
  int deliver_due(const std::function<bool()>& stop);

  /// Begins what is due, as far as the transport has room; returns how many messages it took.
  int begin_due();
  /// Whether mails are under way.
  bool busy() const { return transport_.under_way() > 0; }
  /// Works on what is under way until one is done, for at most `at_most`; records each outcome.
  void work(std::chrono::milliseconds at_most);

  /// Purges what has expired (registrations, tokens, challenges, counts), and adds up what was
  /// used, in small bounded steps.
  void purge();

 private:
  struct Taken {
    base::Time created_at;
    int attempts;
    std::string domain;  // of the recipient; all of the address that the log ever sees
  };

  template <typename Work>
  bool with_database(Work work);
  std::vector<model::Message> lease(int limit);
  void begin(const model::Message& message);
  void record(const base::Id& id, const Outcome& outcome);
  void settle(const base::Id& id, const Taken& taken);
  void put_off(const base::Id& id, const Taken& taken, const std::string& error);
  void bury(const base::Id& id, int attempts, const std::string& error);
  void forget_delivered();

  store::Database& database_;
  const base::Clock& clock_;
  base::Entropy& entropy_;
  const Composer& composer_;
  Transport& transport_;
  Patience patience_;
  std::map<base::Id, Taken> taken_;
  std::vector<base::Id> delivered_;  // but the outbox does not know it yet
  bool database_answers_ = true;
};

}  // namespace courier
