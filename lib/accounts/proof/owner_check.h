#pragma once

#include <string_view>

#include "accounts/forward.h"
#include "accounts/proof/password_check.h"
#include "accounts/proof/proof.h"
#include "model/session.h"

namespace accounts {

/// Asks somebody who is signed in once more who they are, before they do what would give the
/// account away or outlive their session. One whose account has no password is believed.
class OwnerCheck {
 public:
  OwnerCheck(Context& context, AbuseGate& gate);

  /// By the password, whatever has opened the session. Refuses: unauthorized (about "proof": it is
  /// another one), too_many_requests, unavailable.
  Proof by_password(const model::Session& by, std::string_view password, const Origin& origin);

  /// The same, but a session that a password has opened is proof enough, and `password` is then not
  /// looked at: a key may have been put into the account by somebody else.
  Proof by_session(const model::Session& by, std::string_view password, const Origin& origin);

  /// Whether by_session() looks at the password.
  bool asks_password(const model::Session& by);

 private:
  struct Seen {
    Proof proof;           ///< by the session
    model::Account owner;  ///< whose it is
  };
  Seen see(const model::Session& by);
  Proof prove(const Seen& seen, std::string_view password, const Origin& origin);

  const Context& context_;
  PasswordCheck check_;
};

}  // namespace accounts
