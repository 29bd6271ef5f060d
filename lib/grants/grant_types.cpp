#include "grants/grant_types.h"

#include "grants/client_credentials_grant.h"
#include "grants/code_grant.h"
#include "grants/password_grant.h"
#include "grants/refresh_grant.h"
#include "grants/signature_grant.h"

namespace grants {

GrantTypes grant_types(accounts::Context& context, accounts::AbuseGate& gate,
                       accounts::SignatureCheck& signatures, Issuance& issuance) {
  GrantTypes types;
  types.push_back(std::make_unique<CodeGrant>(context, issuance));
  types.push_back(std::make_unique<RefreshGrant>(context, issuance));
  types.push_back(std::make_unique<ClientCredentialsGrant>(context, issuance));
  types.push_back(std::make_unique<PasswordGrant>(context, gate, issuance));
  types.push_back(std::make_unique<SignatureGrant>(context, issuance, signatures));
  return types;
}

}  // namespace grants
