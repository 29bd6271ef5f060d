#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "accounts/forward.h"
#include "base/clock.h"
#include "base/id.h"
#include "grants/aliases.h"
#include "grants/clients.h"
#include "model/oauth.h"
#include "model/session.h"

namespace grants {

class IdTokens;

/// What a client is told by way of the browser.
struct Answer {
  using Parameters = std::vector<std::pair<std::string, std::string>>;

  std::string redirect_uri;
  Parameters parameters;
  /// Whether they are posted to the redirect URI in a form (OAuth 2.0 Form Post Response Mode), or
  /// stand in its query.
  bool by_form = false;
};

/// The authorization endpoint (RFC 6749 section 4.1.1, RFC 7636, OpenID Connect Core
/// sections 3.1.2 and 3.2.2): from a client's request to a code, or to an ID token by itself for a
/// client that wants to know who somebody is and no more.
class Authorization {
 public:
  struct Settings {
    std::string issuer;  ///< sent along with every answer (RFC 9207)
    std::chrono::seconds code_lifetime{60};
    /// How long somebody who has allowed a client an ID token is not asked again.
    std::chrono::seconds consent_lifetime{3600};
    Aliases aliases = {};
  };

  Authorization(accounts::Context& context, Clients& clients, IdTokens& id_tokens,
                Settings settings);

  /// The request's parameters, as they came, and when it came when that is known.
  struct Request {
    std::string client_id;
    std::optional<std::string> redirect_uri;
    std::string response_type;
    std::string response_mode;
    std::string scope;
    std::string state;
    std::string code_challenge;
    std::string code_challenge_method;
    std::string nonce;
    std::string prompt;
    std::string max_age;  ///< seconds
    std::string id_token_hint;
    std::optional<base::Time> asked_at;  ///< of a request that was kept (kept_requests.h)
  };

  /// A request with a valid client and redirect URI.
  struct Plan {
    model::Client client;
    Request request;
    std::string redirect_uri;
    model::Scopes scopes;
    std::string error;        ///< a code of errors.h when the request is refused; else empty
    std::string description;  ///< of the error
    std::optional<std::string> hinted;  ///< the account that the client means
  };

  /// Refuses, so that nobody is ever sent to a place that the client does not have: invalid_client
  /// (unknown), redirect_uri_mismatch (not registered, or missing where several are). Any other
  /// error is in the plan: a client without this grant, a response_type other than "code", a public
  /// client without S256, "plain", a malformed challenge, a scope that it may not ask for (always
  /// "*"), a malformed prompt or max_age, a nonce over 255 bytes, an id_token_hint that we have not
  /// signed, a response_mode other than "query" and "form_post", and that one where nothing can be
  /// posted. The response_type "id_token" goes with "form_post" alone, never in an address, and
  /// needs the scope openid and a nonce. The handlers refuse parameters of extensions that we do
  /// not have.
  Plan plan(const Request& request);

  enum class Next {
    refuse,   ///< answer with the plan's error
    sign_in,  ///< nobody is signed in, not recently enough (prompt=login, max_age), or not whom
              ///< the client means (id_token_hint)
    verify,   ///< the client wants a verified address, and the account has none
    consent,  ///< the account's owner must be asked
    approve,  ///< nothing to ask: a trusted client, or they have allowed it before
  };
  /// Decides what comes next. prompt=none turns a question into an error, which is then in `plan`.
  /// A sign-in since the request was kept is recent enough for it, whatever prompt and max_age say,
  /// for a quarter of an hour: it was for this very request. If it is not whom the client means
  /// even then, the client is told login_required. When the consent form is submitted, `consent`
  /// has just been answered.
  Next next(Plan& plan, const std::optional<model::Session>& session);

  /// Whether it matters who signs in for this request, and when: prompt=login, select_account,
  /// max_age, id_token_hint. Such a request is to be kept over a sign-in.
  static bool asks_who_is_there(const Plan& plan);

  /// Makes a grant with a code, or with an ID token that has the claims which its scopes open
  /// (OpenID Connect Core section 5.4); returns what the client is told. `allowed` are the
  /// scopes that the owner left ticked; never more than were asked for are granted. Refuses:
  /// invalid_client (the client is gone), unauthorized (the session has ended, or its account is no
  /// longer active), interaction_required (the client wants a verified address, which the account
  /// no longer has).
  Answer approve(const Plan& plan, const model::Session& session, const model::Scopes& allowed,
                 const accounts::Origin& origin);

  /// What reports the plan's error to the client, or "access_denied" when it has none.
  Answer refusal(const Plan& plan) const;

 private:
  void check(Plan& plan);
  void check_hint(Plan& plan);
  bool is_admitted(const Plan& plan, const base::Id& account);
  bool was_allowed_before(const Plan& plan, const base::Id& account);
  bool has_allowed(const Plan& plan, const base::Id& account, std::string_view type) const;
  std::string code_for(const Plan& plan, const model::Grant& grant, const model::Session& session,
                       const accounts::Origin& origin);
  std::string id_token_for(const Plan& plan, const model::Grant& grant,
                           const model::Session& session, const accounts::Origin& origin);
  Answer answer(const Plan& plan, Answer::Parameters parameters) const;

  const accounts::Context& context_;
  Clients& clients_;
  IdTokens& id_tokens_;
  Settings settings_;
};

}  // namespace grants
