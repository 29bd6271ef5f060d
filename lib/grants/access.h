#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/forward.h"
#include "cache/memory.h"
#include "model/oauth.h"
#include "store/access_tokens.h"

namespace grants {

/// Validates, introspects and revokes access tokens.
class Access {
 public:
  explicit Access(accounts::Context& context);

  /// The token's holder and scopes. Takes one query, and none for a forged token or one that was
  /// validated a moment ago. Nothing when the token was never made, has expired or was revoked, or
  /// when its account is not active.
  std::optional<model::TokenHolder> validate(std::string_view token);

  /// RFC 7662 section 2.2.
  struct Introspection {
    model::TokenHolder holder;
    bool is_refresh = false;
  };
  /// For an authenticated resource server. Returns nothing (inactive) also for a token that is not
  /// its business: it must be the client that the token was issued to or, for an access token, a
  /// client registered for client_credentials (RFC 7662 section 4). Refuses: invalid_client (a
  /// public client).
  std::optional<Introspection> introspect(const model::Client& asking, std::string_view token);

  /// RFC 7009: ends an access token, or a refresh token with its whole grant. Has no effect on
  /// unknown tokens and those of other clients, which are not errors.
  void revoke(const model::Client& asking, std::string_view token, const accounts::Origin& origin);

 private:
  std::optional<cache::Fact<model::TokenHolder>> find(std::string_view token);

  const accounts::Context& context_;
  cache::Memory<model::TokenHolder> holders_;
};

}  // namespace grants
