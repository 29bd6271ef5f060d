#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

/// What accounts are called. Most doors give only names of model::username_key(); the token API
/// gives any name, and whoever has one signs in with it everywhere.
namespace accounts {

/// The canonical form of a name that somebody may have, whichever door gave it to them: a username
/// (model::username_key()), an e-mail address of at most 64 characters, or a name beyond ASCII in
/// the form of RFC 8265 section 3.3. Nothing when nobody can have it, and for a name beyond ASCII
/// where ICU is missing.
std::optional<std::string> name_key(std::string_view name);

/// A name that is to be taken.
struct NewName {
  std::string key;
  std::string looks = {};  ///< a digest of what a name beyond ASCII looks like; else empty
};

/// The same for a name that somebody wants to have. Refuses (invalid_argument, "username.unfit",
/// "username.reserved", "username.look_alike", "username.no_icu"), in words: what is no name, is
/// reserved, mixes scripts or looks like a name in Latin letters, or cannot be examined.
NewName new_name(std::string_view name);

/// The name that others may know an account by. One that is an e-mail address is none, unless it is
/// the account's own and proved: whoever reads it would take it for theirs.
std::string name_for_others(const std::string& username, const std::optional<std::string>& email,
                            bool verified);

/// Why a name that is none of model::username_key() is refused: invalid_argument,
/// "username.reserved" or "username.unfit".
base::Error unfit_username(std::string_view name);

}  // namespace accounts
