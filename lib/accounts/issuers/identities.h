#pragma once

#include "accounts/forward.h"
#include "accounts/issuers/upstream_tokens.h"
#include "base/id.h"
#include "cache/memory.h"

namespace accounts {

/// The accounts of those for whom the identity provider vouches. An issuer and a subject together
/// are a person; an e-mail address never is, so nobody gets into an account by having its address
/// at the provider. The account has the address that the provider answers for
/// (answered_address.h).
class Identities {
 public:
  explicit Identities(Context& context);

  /// Their account; at first sight one is made: active, in the free tier, with a username of its
  /// own making, without a password. Of many first requests at once one makes it. What the claims
  /// say of an address is heeded before. Refuses: forbidden (blocked),
  /// failed_dependency (it cannot be made).
  base::Id account_of(const UpstreamClaims& claims, const Origin& origin);

 private:
  base::Id find_or_make(const UpstreamClaims& claims, const Origin& origin);
  base::Id make(const UpstreamClaims& claims, const Origin& origin);
  void hear(const UpstreamClaims& claims, const Origin& origin);

  const Context& context_;
  cache::Memory<base::Id> known_;
};

}  // namespace accounts
