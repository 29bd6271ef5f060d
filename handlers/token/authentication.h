#pragma once

#include <optional>

#include "accounts/issuers/jwt_tokens.h"
#include "gateway/request.h"

namespace token {

/// Who calls the token API: whoever the access token belongs to that comes with the request, in
/// "Authorization: Bearer x", in a form, or in the query. In several of them it must be the same
/// one; another kind of Authorization makes it nobody. The database is asked only by required():
/// not by what merely tells what a token says.
class Authentication {
 public:
  /// `hardened`: no token in a query, which web servers log.
  Authentication(accounts::JwtTokens& tokens, bool hardened)
      : tokens_(tokens), hardened_(hardened) {}

  /// Nobody without a valid token. Refuses: invalid_argument (a malformed form; hardened: a token
  /// in the query).
  std::optional<accounts::UserToken> find(const gateway::Request& request) const;

  /// Refuses as find() does, and: unauthorized (nobody, or a token that was ended).
  accounts::UserToken required(const gateway::Request& request) const;

  /// Refuses as required() does, and: forbidden (no password was given for the token).
  accounts::UserToken by_password(const gateway::Request& request) const;

 private:
  accounts::JwtTokens& tokens_;
  const bool hardened_;
};

/// Whether a request for a route that another API has, too, is for this one: it brings an
/// `access_token`, or a bearer token that looks like one of ours. Verifies nothing. Refuses:
/// invalid_argument (a malformed form).
bool claims(const gateway::Request& request);

}  // namespace token
