#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/abuse_gate.h"
#include "accounts/context.h"
#include "model/account.h"

namespace accounts {

/// Whether somebody knows the password of a name. The abuse gate stands before it; what fails is
/// counted and audited. What the account may then do is its callers' business.
class PasswordCheck {
 public:
  struct Settings {
    bool hardened = false;       ///< a name that nobody has costs as much as a wrong password
    bool knows_deleted = false;  ///< a tombstone is somebody; else it is nobody
  };

  PasswordCheck(Context context, AbuseGate& gate, Settings settings);

  struct Result {
    std::optional<model::Account> account;  ///< who has the name, if anybody
    bool right = false;                     ///< there is one, and the password is theirs
  };

  /// `key` is canonical; nothing when the name can be nobody's. Refuses: too_many_requests,
  /// unavailable (no hash slot).
  Result check(const std::optional<std::string>& key, std::string_view password,
               const Origin& origin);

 private:
  std::optional<model::Account> find(const std::optional<std::string>& key);
  bool proves(const std::optional<model::Account>& account, std::string_view password);
  void note_failure(const std::string& key, const std::optional<model::Account>& account,
                    const Origin& origin);

  Context context_;
  AbuseGate& gate_;
  Settings settings_;
};

}  // namespace accounts
