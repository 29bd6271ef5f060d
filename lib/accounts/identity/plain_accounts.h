#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/abuse_gate.h"
#include "accounts/forward.h"
#include "accounts/names.h"
#include "base/id.h"
#include "model/forward.h"

namespace accounts {

/// Accounts of a name and a password alone, as the token API makes them: active at once, without an
/// address. Errors are those of user_errors.h.
class PlainAccounts {
 public:
  struct Settings {
    bool hardened = false;  ///< a tombstone keeps no password
  };

  PlainAccounts(Context& context, AbuseGate& gate, Settings settings);

  /// The name is one of new_name() (accounts/names.h), or empty. With an empty password nobody can
  /// sign in. Refuses: user_exists (also for a tombstone, a name that looks the same, and an
  /// address of somebody), as new_name() does, invalid_argument (a password of more than 1024
  /// bytes; hardened: an e-mail address), too_many_requests (this client has made too many
  /// accounts), unavailable.
  void create(const std::string& user, std::string_view password, const Origin& origin);

  /// Ends the account's sessions and tells its owner, if it has an address. Refuses: user_unknown,
  /// user_deactivated, invalid_argument.
  void change_password(const base::Id& account, std::string_view password, const Origin& origin);

  /// Leaves a tombstone: everything that belongs to the account goes, its address is free, its name
  /// stays taken for ever. Refuses: not_found (there is none, or none any more), user_deactivated.
  void bury(const base::Id& account, const Origin& origin);

 private:
  std::optional<std::string> hash_of(std::string_view password, const crypto::Asker& asker) const;
  NewName wanted_name(const std::string& user) const;
  bool is_of_others(store::Session& session, const NewName& name) const;
  void refuse_taken(const model::Account& wanted, const NewName& name, const Origin& origin);
  void insert(const model::Account& account, const NewName& name, const Origin& origin);

  const Context& context_;
  AbuseGate& gate_;
  Settings settings_;
};

/// The canonical form of a name of the token API: name_key(), but no characters at all are a name,
/// too. Nothing when it is none.
std::optional<std::string> user_key(std::string_view user);

/// Refuses what can be nobody's password, before it costs a hash: invalid_argument.
void refuse_endless(std::string_view password);

/// Refuses an account that may do nothing: user_deactivated.
void require_active(const model::Account& account);

}  // namespace accounts
