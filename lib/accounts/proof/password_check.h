#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/abuse_gate.h"
#include "accounts/forward.h"
#include "accounts/proof/proof.h"
#include "base/clock.h"
#include "base/id.h"
#include "model/account.h"
#include "store/accounts.h"

namespace accounts {

/// Whether somebody knows the password of a name or an e-mail address. The abuse gate stands before
/// it, and once more behind the hash; what fails is counted and audited. What the account may then
/// do is its callers' business.
class PasswordCheck {
 public:
  struct Settings {
    bool hardened = false;       ///< a name that nobody has costs as much as a wrong password
    bool knows_deleted = false;  ///< a tombstone is somebody; else it is nobody
    bool by_client = false;      ///< who asks is a client that has proved itself
  };

  PasswordCheck(Context& context, AbuseGate& gate, Settings settings);

  struct Result {
    std::optional<model::Account> account = {};  ///< who has the name, if anybody
    std::optional<Proof> proof = {};             ///< there is one, and the password is theirs
  };

  /// `key` is canonical; nothing when the name can be nobody's. Refuses: too_many_requests,
  /// unavailable (no hash slot).
  Result check(const std::optional<std::string>& key, std::string_view password,
               const Origin& origin);

  /// That somebody who is signed in knows the password of their own account; nothing: they do not.
  /// What others fail at is nothing to them. Refuses as check().
  std::optional<Proof> check_owner(const model::Account& owner, const base::Id& session,
                                   std::string_view password, const Origin& origin);

  /// The same for what people type: a username, or an e-mail address (what has an '@' is one). What
  /// can be nobody's password is wrong without a hash. A name and an address have budgets of their
  /// own: one for both would tell strangers whose the address is.
  Result check_login(std::string_view login, std::string_view password, const Origin& origin);

 private:
  using Key = std::optional<std::string>;
  using LookUp = std::optional<model::Account> (*)(store::Accounts accounts, const std::string& key,
                                                   base::Time now);

  Result check(const Key& key, LookUp look_up, std::string_view password, const Origin& origin);
  std::optional<model::Account> find(const Key& key, LookUp look_up);
  bool proves_admitted(const AbuseGate::Attempt& attempt,
                       const std::optional<model::Account>& account, std::string_view password,
                       const Origin& origin);
  bool is_still_password(const model::Account& owner);
  bool proves(const std::optional<model::Account>& account, std::string_view password,
              const crypto::Asker& asker);
  AbuseGate::Attempt attempt_on(const std::string& key,
                                const std::optional<model::Account>& account,
                                const Origin& origin) const;
  void note_failure(const AbuseGate::Attempt& attempt, const Origin& origin);

  const Context& context_;
  AbuseGate& gate_;
  Settings settings_;
};

}  // namespace accounts
