#pragma once

#include <string_view>

#include "accounts/abuse_gate.h"
#include "accounts/forward.h"
#include "accounts/proof/signature_check.h"
#include "grants/grant_types.h"
#include "grants/id_tokens.h"
#include "grants/issuance.h"

namespace grants {

/// The token endpoint (RFC 6749 section 3.2): exchanges grants for tokens. What all grant types
/// have in common is here; what differs is in each `GrantType`.
class TokenEndpoint {
 public:
  using Settings = Issuance::Settings;

  TokenEndpoint(accounts::Context& context, accounts::AbuseGate& gate,
                accounts::SignatureCheck& signatures, IdTokens& id_tokens, Settings settings);
  TokenEndpoint(const TokenEndpoint&) = delete;
  TokenEndpoint& operator=(const TokenEndpoint&) = delete;

  /// The grant type of this name; valid as long as this. Refuses: unsupported_grant_type.
  GrantType& grant_type(std::string_view name);

  /// Answers a request whose client was authenticated. With the scope `openid` the answer has an ID
  /// token, too (OpenID Connect Core section 3.1.3.3). Refuses: unauthorized_client (the client may
  /// not use the grant type, or is public where it must prove something), and as the grant type
  /// does.
  Issued give(GrantType& type, const TokenRequest& request);

 private:
  Issued finished(Outcome outcome);

  Issuance issuance_;
  IdTokens& id_tokens_;
  GrantTypes types_;
};

}  // namespace grants
