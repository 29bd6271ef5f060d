#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/abuse_gate.h"
#include "accounts/context.h"
#include "accounts/proof/password_check.h"

namespace accounts {

/// Proves who somebody is by a password and gives a bearer token for it.
class SignIn {
 public:
  struct Settings {
    bool hardened = false;  ///< unknown names and wrong passwords look and cost the same
    std::chrono::seconds token_lifetime{std::chrono::days{30}};
  };

  SignIn(Context context, AbuseGate& gate, Settings settings);

  /// A new token (text of crypto::OpaqueTokens). Refuses: invalid_argument (about "password":
  /// longer than any that can be set), not_found (no such username; hardened: unauthorized),
  /// unauthorized (wrong password), failed_dependency (right password, not verified yet), forbidden
  /// (right password, blocked), too_many_requests, unavailable (no hash slot).
  std::string with_password(std::string_view username, std::string_view password,
                            const Origin& origin);

 private:
  std::string issue(const Proof& proof, const Origin& origin);

  Context context_;
  Settings settings_;
  PasswordCheck check_;
};

}  // namespace accounts
