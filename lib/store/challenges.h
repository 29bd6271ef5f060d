#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/id.h"
#include "model/token.h"
#include "store/database.h"

namespace store {

/// The table `challenges`.
class Challenges {
 public:
  explicit Challenges(Session& session) : session_(session) {}

  void insert(const model::Challenge& challenge);

  /// The challenge, when it has neither expired nor been redeemed. To show it, not to decide by it.
  std::optional<model::Challenge> find(const base::Id& id, base::Time now);

  /// Takes the challenge; when several try at once, exactly one gets it. It is removed when the
  /// transaction commits.
  std::optional<model::Challenge> redeem(const base::Id& id, base::Time now);

  /// Whether the account has a valid challenge for this purpose that proves another address.
  bool has_other(const base::Id& account, const std::string& purpose, const std::string& address,
                 base::Time now);

  /// Removes all of an account for this purpose; returns how many.
  int remove_of_account(const base::Id& account, const std::string& purpose);

  /// Removes at most `limit` expired ones; returns how many.
  int purge_expired(base::Time now, int limit);

 private:
  Session& session_;
};

}  // namespace store
