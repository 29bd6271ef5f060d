#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/abuse_gate.h"
#include "accounts/context.h"
#include "accounts/password_check.h"
#include "model/account.h"
#include "model/session.h"

namespace accounts {

/// Passwords that are forgotten, or to be changed.
class Recovery {
 public:
  struct Settings {
    std::chrono::seconds lifetime{3600};  ///< of a link that lets somebody set a new one
  };

  Recovery(Context context, AbuseGate& gate, Settings settings);

  /// Queues the mail with a link ("reset-password") when an account has this address, active or
  /// pending; else does nothing. Whoever asks learns nothing, and it takes as long. An older link
  /// of the account ends. A recipient who was sent too many mails is sent none. Refuses:
  /// invalid_argument (about "email": not an address, or more than one), too_many_requests (this
  /// client has asked too often).
  void ask(std::string_view email, const Origin& origin);

  /// Whose password a mailed token would set, for the page that asks; nothing when set() would
  /// refuse. Changes nothing.
  std::optional<std::string> username_of(std::string_view token);

  /// Sets the password, once; ends every session, every bearer token and every OAuth2 grant
  /// and personal token, and every other link that was mailed for the account, and tells the
  /// owner by mail ("password-changed"). A pending account whose address is so proved becomes
  /// active. Refuses: not_found (the token was never made, was used, has expired, or the account's
  /// address has changed since), invalid_argument (about "password"), unavailable.
  void set(std::string_view token, std::string_view password, const Origin& origin);

  /// Whether somebody who is signed in knows their password, before a change that would give the
  /// account away; one who has none is believed. Refuses: unauthorized (about "proof"),
  /// too_many_requests, unavailable.
  void prove(const model::Session& by, std::string_view password, const Origin& origin);

  /// Sets the password of somebody who is signed in and knows the one they have; ends the other
  /// sessions and tells the owner by mail. Refuses: unauthorized (about "current"),
  /// invalid_argument (about "password"), too_many_requests, unavailable.
  void change(const model::Session& by, std::string_view current, std::string_view password,
              const Origin& origin);

 private:
  void offer(store::Session& session, const model::Account& account, const Origin& origin);
  std::optional<model::Account> find(std::string_view token);
  std::optional<model::Account> owner(const base::Id& account);
  bool redeem(const base::Id& challenge, const std::string& hash, const Origin& origin);

  Context context_;
  AbuseGate& gate_;
  Settings settings_;
  PasswordCheck check_;
};

}  // namespace accounts
