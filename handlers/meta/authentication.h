#pragma once

#include <string_view>

#include "gateway/request.h"
#include "grants/access.h"
#include "guards/caller.h"

/// The meta API: an account's owner gives programs access to it, by a dialect of OAuth2 that has
/// exchange tokens, and those read and change it. It reads requests and shows answers; lib/grants
/// and lib/accounts decide.
namespace meta {

/// Who calls the meta API: whoever the OAuth2 token belongs to of "Authorization: token x" or
/// "Bearer x", and whether its scopes reach.
class Authentication {
 public:
  explicit Authentication(grants::Access& access) : access_(access) {}

  /// The caller whose token has the scope `needed` ("keys:read"); empty: any will do. Refuses:
  /// unauthorized (no token, or none that opens anything of an account), forbidden (its scopes do
  /// not reach).
  guards::MetaCaller required(const gateway::Request& request, std::string_view needed = {}) const;

 private:
  grants::Access& access_;
};

}  // namespace meta
