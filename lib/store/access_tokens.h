#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "model/oauth.h"
#include "store/forward.h"

namespace store {

/// The table `access_tokens`. An expired token counts as absent.
class AccessTokens {
 public:
  explicit AccessTokens(Session& session) : session_(session) {}

  void insert(const model::AccessToken& token);

  /// The token with its account, when it lives and its account (if it has one) is active; by one
  /// statement.
  std::optional<model::TokenHolder> find(const base::Id& id, base::Time now);

  /// The valid tokens of a grant, oldest first.
  std::vector<model::AccessToken> of_grant(const base::Id& grant, base::Time now);

  bool remove(const base::Id& id);

  int purge_expired(base::Time now, int limit);

 private:
  Session& session_;
};

/// The table `refresh_tokens`. Replaced tokens stay until they expire, so that theft is detected.
class RefreshTokens {
 public:
  explicit RefreshTokens(Session& session) : session_(session) {}

  void insert(const model::RefreshToken& token);
  std::optional<model::RefreshToken> find(const base::Id& id, base::Time now);

  /// Replaces a token. When several try at once, exactly one gets true. False when it was replaced
  /// before or does not exist.
  bool replace(const base::Id& id, base::Time now, const base::Id& successor,
               const base::Id& successor_access);

  int purge_expired(base::Time now, int limit);

 private:
  Session& session_;
};

}  // namespace store
