#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/issuers/identities.h"
#include "accounts/issuers/upstream_tokens.h"
#include "base/clock.h"
#include "base/error.h"
#include "guards/caller.h"
#include "origin.h"
#include "portal/cookie.h"

namespace portal {

/// Who calls the portal API: for whom the identity provider vouches by a JWT, in the header
/// Authorization or else in the cookie that POST /login sets.
class Authentication {
 public:
  struct Deps {
    accounts::UpstreamTokens& tokens;
    accounts::Identities& identities;
    CookieScope scope;
    OriginOf origin_of;
  };
  explicit Authentication(Deps deps) : deps_(std::move(deps)) {}

  /// The token, whose expiry may be missing. Refuses: unauthorized (no token, or none that is
  /// valid), forbidden (a change that another site asks for by means of the cookie).
  guards::UpstreamCaller by_token(const gateway::Request& request) const;

  /// The account, which is made at first sight. Refuses as by_token() does, also a token that never
  /// expires, and: forbidden (blocked), failed_dependency (no account can be made).
  guards::PortalCaller by_account(const gateway::Request& request) const;

 private:
  struct Checked {
    std::string token;
    accounts::UpstreamClaims claims;
  };
  Checked check(const gateway::Request& request) const;
  Checked by_cookie(const std::vector<std::string_view>& cookies) const;
  Checked verified(std::string token) const;
  std::string opened(std::string_view cookie) const;

  Deps deps_;
};

/// When a token expires. Refuses one that never does, as `without` ("token.no_expiry").
base::Time required_expiry(const std::optional<base::Time>& expires_at, base::ErrorCode without);

/// Whether a request for a route that another API has, too, is for this one: it brings a bearer
/// token or the cookie. Verifies nothing.
bool claims(const gateway::Request& request);

}  // namespace portal
