#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "model/pgp_key.h"
#include "store/forward.h"

namespace store {

/// The table `pgp_keys`.
class PgpKeys {
 public:
  explicit PgpKeys(Session& session) : session_(session) {}

  /// Returns the id. Throws Duplicate when the account has the key (by its fingerprint).
  long long insert(const model::PgpKey& key);

  /// Nothing when it is somebody else's.
  std::optional<model::PgpKey> find(long long id, const base::Id& account);
  std::optional<model::PgpKey> by_fingerprint(const base::Id& account,
                                              const std::string& fingerprint);
  /// Of the active account that had it first.
  std::optional<model::PgpKey> of_anybody(const std::string& fingerprint);

  /// That an active account prefers.
  std::optional<model::PgpKey> preferred(long long id);

  /// Those that expire between the two times and whose owners have not been told, at most `limit`,
  /// soonest first.
  std::vector<model::PgpKey> expiring(base::Time after, base::Time before, int limit);
  /// Notes that its owner has been told; false when somebody has noted it already.
  bool tell_expiry(long long id, base::Time now);

  /// At most `limit` with ids not greater than `start` (negative: from the newest), newest first.
  std::vector<model::PgpKey> of_account(const base::Id& account, long long start, int limit);
  long long count(const base::Id& account);

  /// False when the account has no such key, or prefers it.
  bool remove(long long id, const base::Id& account);

 private:
  Session& session_;
};

}  // namespace store
