#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "accounts/abuse_gate.h"
#include "accounts/context.h"
#include "accounts/proof/opening.h"
#include "base/error.h"
#include "grants/aliases.h"
#include "model/oauth.h"

namespace grants {

/// What a client gets (RFC 6749 section 5.1).
struct Issued {
  std::string access_token;
  std::chrono::seconds expires_in{0};
  std::string refresh_token;  ///< empty: none
  std::string scope;          ///< between spaces; empty: none was granted
  std::string id_token;       ///< empty: none
};

/// What came of a request for tokens. A refusal is a value, so that the transaction commits and
/// what the request has ended stays ended.
struct Outcome {
  Issued issued;
  model::Grant grant;
  model::Scopes scopes = {};  ///< of the access token
  std::string nonce = {};     ///< for the ID token
  std::optional<base::Error> refusal = {};
};

/// The ids of new tokens; nil: none.
struct TokenPair {
  base::Id access;
  base::Id refresh;
};

/// The rows that all grant types write alike: which scopes a client may ask for, a new grant, its
/// tokens, its end.
class Issuance {
 public:
  struct Settings {
    std::chrono::seconds access_lifetime{3600};
    std::chrono::seconds refresh_lifetime{2592000};
    std::chrono::seconds refresh_grace{30};
    Aliases aliases = {};
  };

  Issuance(accounts::Context context, Settings settings) : context_(context), settings_(settings) {}

  const Settings& settings() const { return settings_; }

  /// The parameter `scope`, read. Refuses: invalid_scope (the client may not ask for one of them).
  model::Scopes asked(const model::Client& client, std::string_view scope);

  /// Refuses: invalid_grant (the account is not active, or the client wants a verified address and
  /// it has none).
  void require_admitted(store::Session& session, const model::Client& client,
                        const base::Id& account);

  /// Not stored yet. Until its first token moves its end on, it has none.
  model::Grant new_grant(std::string_view type, const std::string& client, const base::Id& account,
                         model::Scopes scopes);

  /// A refresh token only for a client that may use it.
  TokenPair new_pair(const model::Client& client);

  /// Stores tokens of these ids under a grant that is stored, and moves its end on.
  Outcome issue(accounts::Opening& opening, const model::Grant& grant, const model::Scopes& scopes,
                const TokenPair& ids);

  /// Tokens that are stored already, once more.
  Outcome repeat(const model::Grant& grant, const model::AccessToken& access,
                 const base::Id& refresh) const;

  /// Ends a grant with all that came of it, and tells its owner's audit log why.
  Outcome end(store::Session& session, const model::Grant& grant, const char* event,
              const accounts::Origin& origin, base::Error refusal);

 private:
  Issued shown(const model::AccessToken& access, const base::Id& refresh) const;

  accounts::Context context_;
  Settings settings_;
};

}  // namespace grants
