#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "store/forward.h"

namespace store {

/// The table `revoked_tokens`: JWTs that were revoked before they expire, by their jti. An entry is
/// useless once its token has expired.
class RevokedTokens {
 public:
  explicit RevokedTokens(Session& session) : session_(session) {}

  /// Throws Duplicate when it is there already.
  void insert(const base::Id& jti, const base::Id& account, base::Time expires_at);

  bool contains(const base::Id& jti);

  /// Removes at most `limit` entries of expired tokens; returns how many.
  int purge_expired(base::Time now, int limit);

 private:
  Session& session_;
};

}  // namespace store
