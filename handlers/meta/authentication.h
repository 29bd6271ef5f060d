#pragma once

#include "gateway/request.h"
#include "oauth/access.h"
#include "router/row.h"

/// The meta API: an account's owner gives programs access to it, by a dialect of OAuth2 that has
/// exchange tokens, and those read and change it. It reads requests and shows answers; lib/oauth
/// and lib/accounts decide.
namespace meta {

/// Who calls the meta API: whoever the OAuth2 token belongs to of "Authorization: token x" or
/// "Bearer x", and whether its scopes reach.
class Authentication {
 public:
  struct Deps {
    oauth::Access& access;
  };
  explicit Authentication(Deps deps) : deps_(deps) {}

  /// The caller for a row's access, with account and all that OAuth2 tokens have; `access` is
  /// scoped_token or one that names a scope. Refuses: unauthorized (no token, or none that opens
  /// anything of an account), forbidden (its scopes do not reach).
  router::Caller admit(router::Access access, const gateway::Request& request) const;

 private:
  Deps deps_;
};

}  // namespace meta
