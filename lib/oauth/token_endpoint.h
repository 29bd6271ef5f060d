#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/context.h"
#include "accounts/password_check.h"
#include "accounts/signature_check.h"
#include "model/oauth.h"
#include "oauth/clients.h"
#include "oauth/id_tokens.h"

namespace oauth {

/// What a client gets (RFC 6749 section 5.1).
struct Issued {
  std::string access_token;
  std::chrono::seconds expires_in{0};
  std::string refresh_token;  ///< empty: none
  std::string scope;          ///< between spaces; empty: none was granted
  std::string id_token;       ///< empty: none
};

/// The token endpoint: grants for tokens. Each function takes a client that was authenticated, and
/// refuses unauthorized_client when it may not use the grant.
class TokenEndpoint {
 public:
  struct Settings {
    std::chrono::seconds access_lifetime{3600};
    std::chrono::seconds refresh_lifetime{2592000};
    std::chrono::seconds refresh_grace{30};
  };

  TokenEndpoint(accounts::Context context, accounts::AbuseGate& gate,
                accounts::SignatureCheck& signatures, IdTokens& id_tokens, Settings settings);

  /// RFC 6749 section 4.1.3, RFC 7636 section 4.5. A code is good once: a second try ends all that
  /// came from it. Refuses: invalid_grant (unknown, expired, used, another client's, a verifier
  /// that is wrong, missing, or there without a challenge), redirect_uri_mismatch.
  Issued by_code(const model::Client& client, std::string_view code,
                 const std::optional<std::string>& redirect_uri, std::string_view verifier,
                 const accounts::Origin& origin);

  /// RFC 6749 section 6, RFC 9700 section 4.14. Within the grace a replaced token gives the same
  /// tokens again; later the whole grant ends. Refuses: invalid_grant, invalid_scope (more than was
  /// granted).
  Issued by_refresh_token(const model::Client& client, std::string_view token,
                          std::string_view scope, const accounts::Origin& origin);

  /// RFC 6749 section 4.4. No account, no refresh token.
  Issued by_client(const model::Client& client, std::string_view scope,
                   const accounts::Origin& origin);

  /// RFC 6749 section 4.3, only for a client that is configured for it. `login` is a username or an
  /// e-mail address. Refuses: invalid_grant (unknown, wrong, not active), too_many_requests,
  /// unavailable.
  Issued by_password(const model::Client& client, std::string_view login, std::string_view password,
                     std::string_view scope, const accounts::Origin& origin);

  /// The oauth API's own grant: a signed request. Without a client the token is nobody's but the
  /// account's. Refuses: invalid_grant.
  Issued by_signature(const std::optional<model::Client>& client,
                      const accounts::SignedRequest& request, std::string_view scope,
                      const accounts::Origin& origin);

 private:
  accounts::Context context_;
  accounts::SignatureCheck& signatures_;
  IdTokens& id_tokens_;
  Settings settings_;
  accounts::PasswordCheck check_;
};

}  // namespace oauth
