#pragma once

#include <optional>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "model/token.h"
#include "store/forward.h"

namespace store {

/// The table `tokens`. An expired token counts as absent.
class Tokens {
 public:
  explicit Tokens(Session& session) : session_(session) {}

  void insert(const model::Token& token);

  /// The token, when it lives and its account is active; by one statement.
  std::optional<model::Token> find(const base::Id& id, base::Time now);

  /// The valid tokens of an account, oldest first.
  std::vector<model::Token> of_account(const base::Id& account, base::Time now);

  /// Removes a valid token of this account; false when there is none.
  bool remove(const base::Id& id, const base::Id& account, base::Time now);

  /// Removes all of an account; returns how many.
  int remove_of_account(const base::Id& account);

  /// Removes at most `limit` expired ones; returns how many.
  int purge_expired(base::Time now, int limit);

 private:
  Session& session_;
};

}  // namespace store
