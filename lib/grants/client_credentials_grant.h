#pragma once

#include "grants/grant_type.h"
#include "model/grant_names.h"

namespace grants {

/// RFC 6749 section 4.4: a client acts for itself, without an account or a refresh token. Without a
/// `scope` it gets those that it is registered for. Refuses: invalid_scope.
class ClientCredentialsGrant : public GrantType {
 public:
  ClientCredentialsGrant(accounts::Context& context, Issuance& issuance)
      : context_(context), issuance_(issuance) {}

  std::string_view name() const override { return model::kClientGrant; }
  ClientRule client_rule() const override { return ClientRule::confidential; }
  Outcome give(const TokenRequest& request) override;

 private:
  const accounts::Context& context_;
  Issuance& issuance_;
};

}  // namespace grants
