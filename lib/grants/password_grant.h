#pragma once

#include "accounts/proof/password_check.h"
#include "grants/owner_grant.h"
#include "model/grant_names.h"

namespace grants {

/// RFC 6749 section 4.3, only for a client that is configured for it (RFC 9700 section 2.4 advises
/// against it): `username`, which is a name or an e-mail address, and `password`.
class PasswordGrant : public OwnerGrant {
 public:
  PasswordGrant(accounts::Context& context, accounts::AbuseGate& gate, Issuance& issuance)
      : OwnerGrant(context, issuance),
        check_(context, gate, {.hardened = true, .by_client = true}) {}

  std::string_view name() const override { return model::kPasswordGrant; }
  ClientRule client_rule() const override { return ClientRule::confidential; }

 private:
  accounts::Proof proof_of(const TokenRequest& request) override;

  accounts::PasswordCheck check_;
};

}  // namespace grants
