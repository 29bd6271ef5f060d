#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/forward.h"
#include "base/id.h"
#include "model/account.h"
#include "model/pgp_key.h"

namespace accounts {

/// What an operator does with accounts from the command line.
class Administration {
 public:
  explicit Administration(Context& context);

  /// The account of this id or username; nothing when there is none.
  std::optional<model::Account> find(std::string_view id_or_name);

  /// At most `limit` accounts that were made after the one of this id (nil: from the first on),
  /// oldest first. Those whose registration has expired are among them until they are purged.
  std::vector<model::Account> list(const base::Id& after, int limit);

  /// What the audit log calls a tier.
  using NameOfTier = std::string (*)(int tier);
  /// Refuses: not_found (there is no such account any more).
  void set_tier(const base::Id& account, int tier, NameOfTier name = &std::to_string);

  /// The OpenPGP keys of an account, newest first.
  std::vector<model::PgpKey> pgp_keys(const base::Id& account);

  struct Wish {
    std::string username;
    std::string email;  ///< empty: none
    std::string password;
  };
  /// Makes an account that is active from the start. The operator answers for its address, which is
  /// a verified one. Refuses:
  /// invalid_argument (about "username", "email" or "password"), conflict (somebody has the name or
  /// the address).
  model::Account add(const Wish& wish);

  /// Lets nobody into an active account any more, and ends at once all that let somebody in:
  /// sessions, bearer tokens, the token API's tokens, grants and personal tokens. The account keeps
  /// all that is its own. Refuses: conflict (it is not active).
  void block(const base::Id& account);

  /// Undoes that: its owner may sign in again. Refuses: conflict (it is not blocked).
  void unblock(const base::Id& account);

  /// Removes an account with all that belongs to it. Its name is kept (former_name.h), but for
  /// add(). Refuses: not_found.
  void remove(const base::Id& account);

 private:
  void change_state(store::Session& session, const base::Id& account, model::AccountState from,
                    model::AccountState to);

  const Context& context_;
};

}  // namespace accounts
