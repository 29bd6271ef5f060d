#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/id.h"
#include "model/account_state.h"

/// Plain structs and the rules about them, without I/O: what an account, a token, a challenge is.
namespace model {

/// One person's account. What they tell about themselves is in their Profile (profile.h).
struct Account {
  base::Id id;
  std::string username;                      ///< as given
  std::string username_key;                  ///< canonical; unique
  std::optional<std::string> email;          ///< as given
  std::optional<std::string> email_key;      ///< canonical; unique
  std::optional<std::string> password_hash;  ///< in its own self-describing form
  AccountState state = AccountState::pending;
  base::Time created_at;
  std::optional<base::Time> expires_at;   ///< when a pending account's name becomes free again
  int tier = 1;                           ///< what it may use; only an operator changes it
  std::optional<long long> pgp_key = {};  ///< id of the key to which they want their mail encrypted
  std::optional<base::Time> tokens_from = {};        ///< signed tokens made before then are void
  std::optional<base::Time> email_verified_at = {};  ///< when the address was proved; none: never
};

/// Whether the account's address is known to be its owner's: by a challenge that was mailed there,
/// or because an operator or the identity provider vouches for it. Everything that wants people
/// rather than mere names (the gate, "email_verified", clients that require it) uses this.
bool has_verified_address(const Account& account);
/// The same, for a row that has these two columns of an account.
bool has_verified_address(const std::optional<std::string>& email,
                          const std::optional<base::Time>& verified_at);

inline constexpr std::size_t kLongestUsername = 64;
inline constexpr std::size_t kLongestEmail = 254;

/// The canonical form of a username: its letters in lower case. Nothing when it is no username.
/// The rule: 1 to 64 of the ASCII characters a-z A-Z 0-9 . _ -, beginning and ending with a letter
/// or digit, no two dots in a row, and not a name that a site needs for itself ("admin", "root").
/// ASCII alone, so that no two names look the same: mixed scripts, invisible and full-width
/// characters, marks of direction cannot occur.
std::optional<std::string> username_key(std::string_view username);

/// The canonical form of an e-mail address: all of it in lower case. Nothing when it is not one.
/// The rule: one '@'; before it 1 to 64 characters in dot-atom form (RFC 5322 section 3.2.3) that
/// no mailer takes for an option, a route or an encoded word; behind it a host name of two labels
/// or more (RFC 1123), the last not a number, international ones in their xn-- form; ASCII, at most
/// 254 characters in all.
std::optional<std::string> email_key(std::string_view email);

}  // namespace model
