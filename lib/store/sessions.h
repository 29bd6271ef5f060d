#pragma once

#include <optional>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "model/account.h"
#include "model/session.h"
#include "store/forward.h"

namespace store {

/// The table `sessions`. A session that has expired, or has not been used since `idle_since`,
/// counts as absent.
class Sessions {
 public:
  explicit Sessions(Session& session) : session_(session) {}

  void insert(const model::Session& row);

  /// The session, when it lives and its account is active; by one statement.
  std::optional<model::Session> find(const base::Id& id, base::Time now, base::Time idle_since);

  /// Whose it is, when it lives, idle or not, and its account is active; by one statement.
  std::optional<model::Account> find_owner(const base::Id& id, base::Time now);

  /// Notes a use.
  void touch(const base::Id& id, base::Time now);

  /// The valid sessions of an account, last used first.
  std::vector<model::Session> of_account(const base::Id& account, base::Time now,
                                         base::Time idle_since);

  /// False when the account has no such session.
  bool remove(const base::Id& id, const base::Id& account);
  /// Removes all sessions of an account except `kept` (nil: none); returns how many.
  int remove_others(const base::Id& account, const base::Id& kept);
  /// Removes all sessions that this SSH key of the account opened; returns how many.
  int remove_of_key(const base::Id& account, long long ssh_key);

  int purge_expired(base::Time now, int limit);

 private:
  Session& session_;
};

}  // namespace store
