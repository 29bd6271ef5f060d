#pragma once

#include <optional>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "model/session.h"
#include "store/database.h"

namespace store {

/// The table `sessions`. One that has expired, or that nobody has used since `idle_since`, is not
/// there.
class Sessions {
 public:
  explicit Sessions(Session& session) : session_(session) {}

  void insert(const model::Session& row);

  /// The session, when it lives and its account is active; by one statement.
  std::optional<model::Session> find(const base::Id& id, base::Time now, base::Time idle_since);

  /// Notes a use.
  void touch(const base::Id& id, base::Time now);

  /// Those of an account that live, last used first.
  std::vector<model::Session> of_account(const base::Id& account, base::Time now,
                                         base::Time idle_since);

  /// False when the account has no such session.
  bool remove(const base::Id& id, const base::Id& account);
  /// All of an account but `kept` (nil: every one); returns how many.
  int remove_others(const base::Id& account, const base::Id& kept);
  /// All that this SSH key of the account has opened; returns how many.
  int remove_of_key(const base::Id& account, long long ssh_key);

  int purge_expired(base::Time now, int limit);

 private:
  Session& session_;
};

}  // namespace store
