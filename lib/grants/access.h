#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/context.h"
#include "cache/memory.h"
#include "model/oauth.h"
#include "store/access_tokens.h"

namespace grants {

/// Access tokens in use: validated, introspected, revoked.
class Access {
 public:
  explicit Access(accounts::Context context);

  /// Whose the token is and what it opens; by one question to the database, and none for a forged
  /// one, or one that was validated a moment ago. Nothing when it was never made, has expired, was
  /// revoked, or its account is not active.
  std::optional<model::TokenHolder> validate(std::string_view token);

  /// RFC 7662 section 2.2.
  struct Introspection {
    model::TokenHolder holder;
    bool is_refresh = false;
  };
  /// For a resource server that was authenticated. Nothing (inactive) also for a token that is not
  /// its business: it must be the client that it was issued to, or, for an access token, a client
  /// registered for client_credentials (RFC 7662 section 4). Refuses: invalid_client (a public
  /// one).
  std::optional<Introspection> introspect(const model::Client& asking, std::string_view token);

  /// RFC 7009: ends an access token, or a refresh token with its whole grant. Unknown tokens and
  /// those of other clients are no error and have no effect.
  void revoke(const model::Client& asking, std::string_view token, const accounts::Origin& origin);

 private:
  std::optional<cache::Fact<model::TokenHolder>> find(std::string_view token);

  accounts::Context context_;
  cache::Memory<model::TokenHolder> holders_;
};

}  // namespace grants
