#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/abuse_gate.h"
#include "accounts/context.h"
#include "accounts/password_check.h"
#include "accounts/signature_check.h"
#include "base/error.h"
#include "model/oauth.h"
#include "oauth/aliases.h"
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
    Aliases aliases = {};
  };

  TokenEndpoint(accounts::Context context, accounts::AbuseGate& gate,
                accounts::SignatureCheck& signatures, IdTokens& id_tokens, Settings settings);

  /// RFC 6749 section 4.1.3, RFC 7636 section 4.5. A code is good for one try of its own client,
  /// right or wrong: a second try ends all that came from it. Another client's try leaves it be.
  /// Refuses: invalid_grant (unknown, expired, used, another client's, a verifier that is wrong,
  /// missing, or there without a challenge, an account that is not active), redirect_uri_mismatch.
  Issued by_code(const model::Client& client, std::string_view code,
                 const std::optional<std::string>& redirect_uri, std::string_view verifier,
                 const accounts::Origin& origin);

  /// RFC 6749 section 6, RFC 9700 section 4.14. Within the grace a replaced token gives the same
  /// tokens again; later the whole grant ends. A narrower `scope` is that of the access token
  /// alone. Refuses: invalid_grant, invalid_scope (more than was granted).
  Issued by_refresh_token(const model::Client& client, std::string_view token,
                          std::string_view scope, const accounts::Origin& origin);

  /// RFC 6749 section 4.4. No account, no refresh token. Without a `scope` those that the client is
  /// registered for. Refuses: invalid_scope.
  Issued by_client(const model::Client& client, std::string_view scope);

  /// RFC 6749 section 4.3, only for a client that is configured for it. `login` is a username or an
  /// e-mail address. Refuses: invalid_grant (unknown, wrong, not active), invalid_scope,
  /// too_many_requests, unavailable.
  Issued by_password(const model::Client& client, std::string_view login, std::string_view password,
                     std::string_view scope, const accounts::Origin& origin);

  /// The oauth API's own grant: a signed request. Without a client the token is nobody's but the
  /// account's, and there is no refresh token. Refuses: invalid_grant (with the text of
  /// SignatureCheck::check()), invalid_scope, too_many_requests.
  Issued by_signature(const std::optional<model::Client>& client,
                      const accounts::SignedRequest& request, std::string_view scope,
                      const accounts::Origin& origin);

 private:
  /// What came of a try, in its transaction. A refusal is a value, so that what it ended stays
  /// ended.
  struct Outcome {
    Issued issued;
    model::Grant grant;
    model::Scopes scopes = {};  ///< of the access token
    std::string nonce = {};
    std::optional<base::Error> refusal = {};
  };
  /// The ids of new tokens; nil: none.
  struct Pair {
    base::Id access;
    base::Id refresh;
  };

  /// What a client shows together with a code.
  struct Proof {
    const std::optional<std::string>& redirect_uri;
    std::string_view verifier;
  };

  Outcome redeem(store::Session& session, const model::Client& client,
                 const model::AuthorizationCode& code, const Proof& proof,
                 const accounts::Origin& origin);
  Outcome refresh(store::Session& session, const model::Client& client, const base::Id& id,
                  const std::optional<model::Scopes>& wanted, const accounts::Origin& origin);
  Outcome repeat(store::Session& session, const model::Grant& grant, const base::Id& id,
                 const accounts::Origin& origin);
  Outcome end(store::Session& session, const model::Grant& grant, const char* event,
              const accounts::Origin& origin, base::Error refusal);
  model::Account signer_of(const accounts::SignedRequest& request, const accounts::Origin& origin);
  Issued for_account(std::string_view type, const model::Client& client,
                     const model::Account& account, model::Scopes scopes,
                     const accounts::Origin& origin);

  model::Scopes asked(const model::Client& client, std::string_view scope);
  model::Grant new_grant(std::string_view type, const std::string& client, const base::Id& account,
                         model::Scopes scopes);
  Pair new_pair(const model::Client& client);
  Outcome issue(store::Session& session, const model::Grant& grant, const model::Scopes& scopes,
                const Pair& ids);
  Issued issued(const model::AccessToken& access, const base::Id& refresh) const;
  Issued finished(Outcome outcome);

  accounts::Context context_;
  accounts::AbuseGate& gate_;
  accounts::SignatureCheck& signatures_;
  IdTokens& id_tokens_;
  Settings settings_;
  accounts::PasswordCheck check_;
};

}  // namespace oauth
