#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/forward.h"
#include "accounts/issuers/signing_keys.h"
#include "accounts/proof/password_check.h"
#include "base/clock.h"
#include "base/id.h"
#include "cache/memory.h"

namespace accounts {

/// What a JWT of ours says, after its signature, its time and its issuer were found right.
struct UserToken {
  enum class Type { access, refresh };

  Type type = Type::access;
  std::string user;  ///< the name as it was when the token was made
  base::Id account;
  base::Id id;  ///< jti
  base::Time expires_at;
  bool by_password = false;  ///< an access token that a password was given for
  std::string payload;       ///< all claims, as JSON
};

/// The signed tokens of the token API. An access token is checked by the key alone and cannot be
/// taken back, but is_ended() tells those that may change nothing any more; a refresh token gets
/// access tokens until it expires, is revoked or ended, or its account is not active any more.
/// Tokens are ended by what ends all access to an account (password_change.h). Errors are those of
/// user_errors.h.
class JwtTokens {
 public:
  struct Settings {
    bool hardened =
        false;  ///< unknown and deleted names look like wrong passwords and cost the same
    std::string issuer;
    std::chrono::seconds access_lifetime{72000};
    std::chrono::seconds refresh_lifetime{2592000};
  };

  /// `gate` and `keys` must outlive the tokens.
  JwtTokens(Context& context, AbuseGate& gate, SigningKeys& keys, Settings settings);

  /// An access token. Refuses: user_unknown (hardened: password_wrong), password_wrong,
  /// user_deactivated (right password, but pending, blocked or deleted), invalid_argument (longer
  /// than any password), too_many_requests, unavailable (no hash slot).
  std::string with_password(const std::string& user, std::string_view password,
                            const Origin& origin);

  /// An access token for a refresh token. Refuses: token_invalid (not ours, expired, revoked,
  /// ended, or of another account that had the name), token_type_wrong, user_unknown,
  /// user_deactivated.
  std::string with_refresh_token(const std::string& token);

  /// A refresh token for an account. Refuses: user_unknown, user_deactivated.
  std::string refresh_token(const base::Id& account, const Origin& origin);

  /// Revokes a refresh token; one that is revoked already stays so. Refuses: token_invalid (not
  /// ours, expired, or of another account), token_type_wrong.
  void revoke(std::string_view token, const base::Id& account, const Origin& origin);

  /// Checks an access token by the key alone. Nothing when it is not valid, or a refresh token.
  std::optional<UserToken> access_token(std::string_view token);

  /// Whether all tokens of its account were ended after this one was made. Asks the database.
  bool is_ended(const UserToken& token);

  /// As access_token(), and tells why not. Refuses: token_invalid, token_type_wrong.
  UserToken check(std::string_view token);

 private:
  std::optional<UserToken> verified(std::string_view token);
  std::optional<cache::Fact<UserToken>> verify(std::string_view token);
  UserToken refresh_token_in(std::string_view token);
  model::Account signed_in(const Proof& proof, const std::string& username, const Origin& origin);
  base::Id new_id_for(const model::Account& account);
  std::string access_token_of(const model::Account& account, const char* method);

  const Context& context_;
  SigningKeys& keys_;
  Settings settings_;
  PasswordCheck check_;
  cache::Memory<UserToken> known_;
};

/// Whether a text looks like a JWT of the token API, by its unverified claims: only for choosing
/// who has to examine it.
bool looks_like_user_token(std::string_view text);

}  // namespace accounts
