#pragma once

#include <string>
#include <string_view>

#include "accounts/abuse_gate.h"
#include "accounts/forward.h"
#include "accounts/proof/password_check.h"
#include "accounts/proof/sessions.h"
#include "accounts/proof/signature_check.h"

namespace accounts {

/// Opens a session for whoever proves who they are.
class BrowserSignIn {
 public:
  BrowserSignIn(Context& context, AbuseGate& gate, Sessions& sessions, SignatureCheck& signatures);

  /// By a username or an e-mail address (what has an '@' is one) and its password. The text of the
  /// session's cookie. Refuses: unauthorized (unknown, or wrong, in one text and at one cost),
  /// failed_dependency (right, but not verified yet), forbidden (right, but blocked),
  /// too_many_requests, unavailable (no hash slot).
  std::string with_password(std::string_view login, std::string_view password, const Origin& origin,
                            const Sessions::Browser& browser);

  /// By a request that the account's owner has signed with one of their SSH keys. Refuses as
  /// SignatureCheck::check().
  std::string with_signature(const SignedRequest& request, const Origin& origin,
                             const Sessions::Browser& browser);

 private:
  std::string open_session(const Proof& proof, const Origin& origin,
                           const Sessions::Browser& browser);

  const Context& context_;
  Sessions& sessions_;
  SignatureCheck& signatures_;
  PasswordCheck check_;
};

}  // namespace accounts
