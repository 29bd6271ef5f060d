#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/abuse_gate.h"
#include "accounts/challenges.h"
#include "accounts/forward.h"
#include "accounts/mailed_codes.h"
#include "accounts/proof/password_check.h"
#include "base/id.h"
#include "model/forward.h"
#include "model/session.h"

namespace accounts {

/// Passwords that are forgotten, or to be changed.
class Recovery {
 public:
  Recovery(Context& context, AbuseGate& gate);

  /// Queues the mail with a link ("reset-password") when an account has this address, active or
  /// pending; else does nothing. Whoever asks learns nothing, and it takes as long. An older link
  /// of the account ends. A recipient who was sent too many mails is sent none. Returns the text
  /// that a page keeps, for the code of the mail (mailed_codes.h). Refuses: invalid_argument (about
  /// "email": not an address, or more than one), too_many_requests (this client has asked too
  /// often).
  /// `target` is the path of ours to go on to, once the password is set; empty: none.
  std::string ask(std::string_view email, const Origin& origin, const std::string& target = {});

  /// The token of the link beside a code that was typed. Refuses as MailedCodes::token_for().
  std::string token_for(std::string_view kept, std::string_view code, const Origin& origin);

  /// Whose password a mailed token would set, for the page that asks; nothing when set() would
  /// refuse. Changes nothing.
  std::optional<std::string> username_of(std::string_view token);

  /// By the token of a link of ask(), or of a warning with a way back (mails.h), which besides
  /// gives the account the address again that the warning went to, and has mails in plain again.
  ///
  /// Returns the target of ask(). Sets the password, once; ends every session, every bearer token
  /// and every OAuth2 grant and personal token, and every other link that was mailed for the
  /// account, and tells the owner by mail ("password-changed"). The SSH keys that are there open
  /// nothing until their owner has vouched for each (SshKeys::vouch()): somebody else may have put
  /// one there. A pending account whose address is so proved becomes active. Refuses: not_found
  /// (the token was never made, was used, has expired, or the account's address has changed since
  /// the link was asked for), conflict (somebody else has the address of the warning by now),
  /// invalid_argument (about "password"), unavailable.
  std::string set(std::string_view token, std::string_view password, const Origin& origin);

  /// What ends with the old password besides the other sessions.
  enum class Reach { sessions, everything };

  /// Sets the password of somebody who is signed in and knows the one they have; ends the other
  /// sessions, with Reach::everything all that set() ends but this session, and tells the owner by
  /// mail. Refuses: unauthorized (about "current"),
  /// invalid_argument (about "password"), too_many_requests, unavailable.
  void change(const model::Session& by, std::string_view current, std::string_view password,
              Reach reach, const Origin& origin);

 private:
  base::Id offer(store::Session& session, const model::Account& account, const Origin& origin,
                 const std::string& target);
  std::optional<model::Account> owner(const base::Id& account);
  void reset(store::Session& session, Challenges::Good& good, const std::string& hash,
             const Origin& origin);
  void take_back(store::Session& session, model::Account& account, const std::string& address,
                 const Origin& origin);

  const Context& context_;
  AbuseGate& gate_;
  Challenges challenges_;
  MailedCodes codes_;
  PasswordCheck check_;
};

}  // namespace accounts
