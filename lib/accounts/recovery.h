#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/abuse_gate.h"
#include "accounts/context.h"
#include "model/session.h"

namespace accounts {

/// Passwords that are forgotten, or to be changed.
class Recovery {
 public:
  struct Settings {
    std::chrono::seconds lifetime{3600};  ///< of a link that lets somebody set a new one
  };

  Recovery(Context context, AbuseGate& gate, Settings settings);

  /// Queues the mail with a link ("reset-password") for the account of this address, or a mail that
  /// says that there is none to nobody: whoever asks learns nothing, and it takes as long. An older
  /// link of the account ends. Refuses: invalid_argument (about "email": not an address, or more
  /// than one), too_many_requests (this client has asked too often).
  void ask(std::string_view email, const Origin& origin);

  /// Whose password a mailed token would set, for the page that asks; nothing when set() would
  /// refuse. Changes nothing.
  std::optional<std::string> username_of(std::string_view token);

  /// Sets the password, once; ends every session and every OAuth2 grant that a password or a
  /// sign-in made, and tells the owner by mail ("password-changed"). A pending account whose
  /// address is so proved becomes active. Refuses: not_found (the token was never made, was used,
  /// has expired, or the account's address has changed since), invalid_argument (about "password"),
  /// unavailable.
  void set(std::string_view token, std::string_view password, const Origin& origin);

  /// Sets the password of somebody who is signed in and knows the one they have; ends the other
  /// sessions and tells the owner by mail. Refuses: unauthorized (about "current"),
  /// invalid_argument (about "password"), too_many_requests, unavailable.
  void change(const model::Session& by, std::string_view current, std::string_view password,
              const Origin& origin);

 private:
  Context context_;
  AbuseGate& gate_;
  Settings settings_;
};

}  // namespace accounts
