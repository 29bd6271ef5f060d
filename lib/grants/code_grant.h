#pragma once

#include "grants/grant_type.h"
#include "model/grant_names.h"

namespace grants {

/// RFC 6749 section 4.1.3 with PKCE (RFC 7636 section 4.5): `code`, `redirect_uri` if the request
/// for the code had one, `code_verifier` if it had a challenge. A code is good for one try by its
/// own client, right or wrong; a second try ends everything that came from it. A try by another
/// client has no effect. Refuses: invalid_grant (unknown, expired, used, another client's, a
/// verifier that is wrong, missing, or there without a challenge, an account that is not active),
/// redirect_uri_mismatch.
class CodeGrant : public GrantType {
 public:
  CodeGrant(accounts::Context& context, Issuance& issuance)
      : context_(context), issuance_(issuance) {}

  std::string_view name() const override { return model::kCodeGrant; }
  Outcome give(const TokenRequest& request) override;

 private:
  Outcome redeem(store::Session& session, const base::Id& id, const TokenRequest& request);

  const accounts::Context& context_;
  Issuance& issuance_;
};

}  // namespace grants
