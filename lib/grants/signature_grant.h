#pragma once

#include "grants/owner_grant.h"
#include "model/grant_names.h"

namespace grants {

/// The oauth API's own grant: a request signed by an SSH key of the account. Without a client the
/// token belongs to the account alone, and there is no refresh token. Refuses: invalid_grant, under
/// the rule of SignatureCheck::check().
class SignatureGrant : public OwnerGrant {
 public:
  SignatureGrant(accounts::Context& context, Issuance& issuance,
                 accounts::SignatureCheck& signatures)
      : OwnerGrant(context, issuance), signatures_(signatures) {}

  std::string_view name() const override { return model::kSignatureGrant; }
  ClientRule client_rule() const override { return ClientRule::optional; }

 private:
  accounts::Proof proof_of(const TokenRequest& request) override;

  accounts::SignatureCheck& signatures_;
};

}  // namespace grants
