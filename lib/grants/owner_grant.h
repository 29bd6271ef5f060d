#pragma once

#include "accounts/proof/proof.h"
#include "grants/grant_type.h"

namespace grants {

/// The common part of the grant types in which an account's owner proves who they are: the proof
/// becomes a grant of their account. Refuses: invalid_grant (the account has changed since, or is
/// not active), invalid_scope.
class OwnerGrant : public GrantType {
 public:
  Outcome give(const TokenRequest& request) override;

 protected:
  OwnerGrant(accounts::Context& context, Issuance& issuance)
      : context_(context), issuance_(issuance) {}

  /// Checks who the owner is. Refuses: invalid_grant, too_many_requests, unavailable.
  virtual accounts::Proof proof_of(const TokenRequest& request) = 0;

 private:
  const accounts::Context& context_;
  Issuance& issuance_;
};

}  // namespace grants
