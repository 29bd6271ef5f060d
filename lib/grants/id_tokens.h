#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/forward.h"
#include "accounts/issuers/signing_keys.h"
#include "json/json.h"
#include "model/forward.h"
#include "model/oauth.h"

namespace grants {

/// ID tokens (OpenID Connect Core section 2), which tell the client who signed in.
class IdTokens {
 public:
  struct Settings {
    std::string issuer;
    std::chrono::seconds lifetime{3600};
  };

  /// `keys` must outlive it.
  IdTokens(const base::Clock& clock, accounts::SigningKeys& keys, Settings settings);

  /// Makes a signed ID token with "at_hash" for the access token, and "nonce" unless that is empty.
  /// Of the account's claims it has only "sub"; userinfo returns the others.
  std::string make(const model::Grant& grant, std::string_view nonce,
                   std::string_view access_token);

  /// Makes one for a client that gets no access token: with the claims of its owner that the
  /// grant's scopes open, those of user_info().
  std::string make(const model::Grant& grant, std::string_view nonce, const model::Account& owner);

  /// Whose ID token it is: the claim "sub" of one that we have signed, expired or not, whichever
  /// client it was for. Nothing for any other text.
  std::optional<std::string> subject_of(std::string_view id_token);

  /// The claims of an account that these scopes open, as JSON (OpenID Connect Core section 5.4):
  /// "profile": preferred_username, updated_at is left out; "email": email, email_verified
  /// (model::has_verified_address()).
  static std::string user_info(const model::Account& account, const model::Scopes& scopes);

 private:
  std::string sign(const model::Grant& grant, std::string_view nonce, json::Value claims);

  const base::Clock& clock_;
  accounts::SigningKeys& keys_;
  Settings settings_;
};

}  // namespace grants
