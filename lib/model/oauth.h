#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "model/scope.h"

namespace model {

struct Account;

/// A program that asks for access (RFC 6749 section 2).
struct Client {
  std::string id;                          ///< 16 lower-case hex digits
  std::string name;                        ///< for people to read; at most 128 bytes
  std::optional<std::string> secret_hash;  ///< SHA-256, 64 hex digits; none: a public client
  bool trusted = false;                    ///< our own client: nobody is asked for consent
  std::vector<std::string> redirect_uris;  ///< exact; at most kMostRedirectUris
  std::vector<std::string> grants;         ///< grant types that it may use
  Scopes scopes;                           ///< it may ask for; empty: those that any client may
  base::Id owner;                          ///< account that registered it; nil: an operator did
  base::Time created_at;
  bool require_verified = false;  ///< only people with a verified address sign in there

  bool is_public() const { return !secret_hash; }
  bool may_use(std::string_view grant) const;
  /// Whether somebody may sign in there.
  bool admits(const Account& account) const;
};

inline constexpr std::size_t kMostRedirectUris = 16;
inline constexpr std::size_t kLongestRedirectUri = 2048;

/// A permission that somebody gave a client once. Every code and token belongs to a grant and ends
/// with it; RFC 9700 calls that a token family.
struct Grant {
  base::Id id;
  std::string type;    ///< one of the grant types but refresh_token
  std::string client;  ///< id; empty: none (a personal token)
  base::Id account;    ///< nil: none (client credentials)
  Scopes scopes;
  std::string comment;  ///< of a personal token, by its owner; at most 128 bytes
  base::Time created_at;
  base::Time signed_in_at;  ///< when the account's owner proved who they are ("auth_time")
  base::Time expires_at;    ///< when its last token expires; each new token moves it on
  std::optional<long long> ssh_key = {};  ///< the key that opened it, or the session it was made in
};

/// Stands for a grant until its client has fetched the tokens (RFC 6749 section 4.1.2).
struct AuthorizationCode {
  base::Id id;
  base::Id grant;
  std::string client;
  std::string redirect_uri;   ///< where it was sent
  bool uri_was_given = true;  ///< by the request, so that the token request must repeat it
  std::string challenge;      ///< of PKCE with S256 (RFC 7636 section 4.2); empty: none
  std::string nonce;          ///< of OpenID Connect; empty: none
  base::Time expires_at;
  std::optional<base::Time> redeemed_at;  ///< its row stays for a day, to detect theft
};

/// A client's request for a code that waits on the server while somebody signs in: a long one, one
/// that came as a form, or one that wants to know who sits there now.
struct KeptRequest {
  base::Id id;
  std::string network;  ///< that it came from, with its neighbours
  std::string query;    ///< its parameters, urlencoded
  base::Time asked_at;
};

/// For so long: as long as the link in the longest-lived mail that leads back to one.
inline constexpr std::chrono::days kRequestIsKept{1};

/// Gives access to what its scopes say (RFC 6750).
struct AccessToken {
  base::Id id;
  base::Id grant;
  std::string client;
  base::Id account;
  Scopes scopes;
  base::Time created_at;
  base::Time expires_at;
};

/// The holder of an access token, as validation reports it.
struct TokenHolder {
  AccessToken token;
  std::string username;              ///< empty without an account
  std::optional<std::string> email;  ///< as given
  bool verified = false;             ///< has_verified_address()
};

/// Gets new access tokens. Each use replaces it by its successor.
struct RefreshToken {
  base::Id id;
  base::Id grant;
  Scopes scopes;
  base::Time created_at;
  base::Time expires_at;
  std::optional<base::Time> replaced_at;
  base::Id successor;         ///< the refresh token that replaced it
  base::Id successor_access;  ///< the access token that came with it
};

/// A scope that a client lends out for its own service: "<client>/<name>".
struct DelegatedScope {
  long long id = 0;
  std::string client;
  std::string name;         ///< ^[a-z_]+$, at most 64
  std::string description;  ///< at most 512 bytes
  bool writable = false;
  base::Time created_at;
  base::Time updated_at;
};

}  // namespace model
