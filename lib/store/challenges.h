#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/id.h"
#include "model/token.h"
#include "store/forward.h"

namespace store {

/// The table `challenges`.
class Challenges {
 public:
  explicit Challenges(Session& session) : session_(session) {}

  void insert(const model::Challenge& challenge);

  /// The challenge, when it has not expired and not been redeemed; for showing, not for deciding.
  std::optional<model::Challenge> find(const base::Id& id, base::Time now);

  /// Takes the challenge: of all who try at once exactly one gets it. It is gone when the
  /// transaction commits.
  std::optional<model::Challenge> redeem(const base::Id& id, base::Time now);

  /// Whether the account has one for this purpose that lives and proves this address.
  bool has(const base::Id& account, const std::string& purpose, const std::string& address,
           base::Time now);
  /// The same for another address.
  bool has_other(const base::Id& account, const std::string& purpose, const std::string& address,
                 base::Time now);

  /// Makes it live on until then, if it would end earlier.
  void prolong(const base::Id& id, base::Time until);

  /// Removes all of an account for this purpose; returns how many.
  int remove_of_account(const base::Id& account, const std::string& purpose);

  /// Removes at most `limit` expired ones; returns how many.
  int purge_expired(base::Time now, int limit);

 private:
  bool is_any(const char* which, const base::Id& account, const std::string& purpose,
              const std::string& address, base::Time now);

  Session& session_;
};

}  // namespace store
