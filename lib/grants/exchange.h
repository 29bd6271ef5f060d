#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/forward.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "grants/aliases.h"
#include "grants/clients.h"
#include "model/oauth.h"
#include "model/session.h"

namespace grants {

/// An alternative to the authorization code of OAuth2: the client exchanges an exchange token for a
/// long-lived access token. A client has one such token per account; the next exchange replaces it
/// within the same grant.
class Exchange {
 public:
  struct Settings {
    std::chrono::seconds exchange_lifetime{900};
    std::chrono::seconds token_lifetime{std::chrono::days{365}};
    Aliases aliases = {};
  };

  Exchange(accounts::Context& context, Clients& clients, Settings settings);

  struct Request {
    std::string client_id;
    std::optional<std::string> redirect_uri = {};
    std::string scopes;
    std::string state = {};
  };
  struct Plan {
    model::Client client;
    Request request;
    std::string redirect_uri;          ///< or kOutOfBand
    model::Scopes scopes;              ///< with profile:read, always
    std::optional<base::Error> fault;  ///< an error in the scopes, under a rule "scope.*"
  };
  static constexpr std::string_view kOutOfBand = "urn:ietf:wg:oauth:2.0:oob";

  /// Refuses, so that nobody is sent anywhere: invalid_client (unknown, or public: only a secret
  /// can bind an exchange token to its client), unauthorized_client (registered for neither
  /// "exchange" nor "authorization_code"), redirect_uri_mismatch (neither equal to a registered URI
  /// nor below one, or missing where several are).
  Plan plan(const Request& request);

  /// Whether the client may let the account in: one that requires a verified address admits no
  /// others.
  bool is_admitted(const Plan& plan, const base::Id& account);

  /// Whether consent need not be asked for: for a trusted client, or when a valid token with the
  /// same scopes exists; never out of band.
  bool is_approved(const Plan& plan, const base::Id& account);

  struct Approved {
    std::string exchange;  ///< the exchange token
    std::string location;  ///< empty out of band
  };
  /// Refuses: invalid_client, unauthorized (the client, the sign-in or its account has gone
  /// meanwhile), interaction_required (is_admitted() has become false).
  Approved approve(const Plan& plan, const model::Session& session, const model::Scopes& allowed,
                   const accounts::Origin& origin);

  /// The address that the browser is sent back to, with "error", "details" and "state":
  /// "invalid_scope" with these `details` when the plan has a fault, else "user_declined".
  std::string refusal(const Plan& plan, const std::string& details) const;

  struct Token {
    std::string text;
    base::Time expires_at;
  };
  /// Refuses (invalid_argument), as client_with_secret() does, and "exchange.expired" (also used,
  /// unknown, or another client's).
  Token redeem(const Clients::Credentials& credentials, std::string_view exchange,
               const accounts::Origin& origin);

 private:
  Token issue(store::Session& session, const model::Client& client, const base::Id& code,
              const accounts::Origin& origin);
  model::Grant settle(store::Session& session, const model::Grant& fresh,
                      const accounts::Origin& origin);

  const accounts::Context& context_;
  Clients& clients_;
  Settings settings_;
};

}  // namespace grants
