#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "accounts/abuse_gate.h"
#include "accounts/forward.h"
#include "accounts/proof/opening.h"
#include "base/error.h"
#include "base/id.h"
#include "grants/aliases.h"
#include "model/oauth.h"

namespace grants {

/// A successful token response (RFC 6749 section 5.1).
struct Issued {
  std::string access_token;
  std::chrono::seconds expires_in{0};
  std::string refresh_token;  ///< empty: none
  std::string scope;          ///< between spaces; empty: none was granted
  std::string id_token;       ///< empty: none
};

/// The outcome of a token request. A refusal is a value, so that the transaction commits and
/// whatever the request has ended stays ended.
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

/// What all grant types do alike: check the requested scopes, make a grant, issue its tokens, end
/// it.
class Issuance {
 public:
  struct Settings {
    std::chrono::seconds access_lifetime{3600};
    std::chrono::seconds refresh_lifetime{2592000};
    std::chrono::seconds refresh_grace{30};
    Aliases aliases = {};
  };

  Issuance(accounts::Context& context, Settings settings)
      : context_(context), settings_(std::move(settings)) {}

  const Settings& settings() const { return settings_; }

  /// Parses the parameter `scope`. Refuses: invalid_scope (the client may not ask for one of them).
  model::Scopes asked(const model::Client& client, std::string_view scope);

  /// Refuses: invalid_grant (the account is not active, or the client wants a verified address and
  /// it has none).
  void require_admitted(store::Session& session, const model::Client& client,
                        const base::Id& account);
  /// The same of an account as it is in this transaction.
  static void require_admitted(const model::Client& client, const model::Account& owner);

  /// A new grant, not stored yet. It has no lifetime until its first token extends it.
  model::Grant new_grant(std::string_view type, const std::string& client, const base::Id& account,
                         model::Scopes scopes);

  /// Makes new ids; a refresh token only for a client that may use one.
  TokenPair new_pair(const model::Client& client);

  /// Stores tokens with these ids under a stored grant, and extends the grant.
  Outcome issue(accounts::Opening& opening, const model::Grant& grant, const model::Scopes& scopes,
                const TokenPair& ids);

  /// Returns tokens that are already stored once more.
  Outcome repeat(const model::Grant& grant, const model::AccessToken& access,
                 const base::Id& refresh) const;

  /// Ends a grant with everything that came of it, and records the reason in its owner's audit log.
  Outcome end(store::Session& session, const model::Grant& grant, const char* event,
              const accounts::Origin& origin, base::Error refusal);

 private:
  Issued shown(const model::AccessToken& access, const base::Id& refresh) const;

  const accounts::Context& context_;
  Settings settings_;
};

}  // namespace grants
