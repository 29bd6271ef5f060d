#include "oauth/grant_types.h"

#include "oauth/client_credentials_grant.h"
#include "oauth/code_grant.h"
#include "oauth/password_grant.h"
#include "oauth/refresh_grant.h"
#include "oauth/signature_grant.h"

namespace oauth {

GrantTypes grant_types(accounts::Context context, accounts::AbuseGate& gate,
                       accounts::SignatureCheck& signatures, Issuance& issuance) {
  GrantTypes types;
  types.push_back(std::make_unique<CodeGrant>(context, issuance));
  types.push_back(std::make_unique<RefreshGrant>(context, issuance));
  types.push_back(std::make_unique<ClientCredentialsGrant>(context, issuance));
  types.push_back(std::make_unique<PasswordGrant>(context, gate, issuance));
  types.push_back(std::make_unique<SignatureGrant>(context, issuance, signatures));
  return types;
}

}  // namespace oauth
