#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/abuse_gate.h"
#include "accounts/challenges.h"
#include "accounts/forward.h"
#include "accounts/mailed_codes.h"
#include "accounts/proof/password_check.h"
#include "model/forward.h"
#include "model/message.h"
#include "model/password.h"

namespace accounts {

/// Makes accounts: asked for, then verified by what was mailed.
class SignUp {
 public:
  struct Settings {
    bool hardened = false;  ///< never tells that an address is taken; tells its owner by mail
    std::chrono::seconds lifetime{600};  ///< of a registration that nobody verifies
    std::chrono::seconds lifetime_on_pages{3600};
  };

  SignUp(Context& context, AbuseGate& gate, Settings settings);

  /// A registration as somebody asks for it.
  struct Wish {
    std::string username;
    std::string password;
    std::string email;
    model::PasswordPolicy policy = model::PasswordPolicy::standard;  ///< of the door
  };

  /// Makes a pending account and queues the mail with its challenge; the mail is not waited for.
  /// Refuses: invalid_argument (about "username" or "password"), unprocessable (about "email"),
  /// conflict (about "username" or "email"), too_many_requests (this client has registered too
  /// often, or this recipient was sent too many mails), unavailable. Hardened: a taken address is
  /// no conflict and a recipient with too many mails no refusal. The name is then held by an
  /// account that nobody can verify, and the address' owner is told by mail.
  void register_account(const Wish& wish, const Origin& origin);

  /// The same for a page that then waits for the code of the mail (mailed_codes.h). Returns the
  /// text that the page keeps for that. Whoever wishes the same once more, with the password too,
  /// is led on: the mail is sent again (mail_again() says when), and nothing else is done. Refuses
  /// besides: conflict (about "username", "registration.waits": it is waiting already, with another
  /// password).
  std::string register_on_page(const Wish& wish, const Origin& origin);

  /// Sends the mail of a registration again, with the same link and code, and lets both live as
  /// long as if it had been made now. `kept` is the text of the page. False, and nothing is done,
  /// within a minute of the last mail. Refuses: not_found (that text was never made, or a day ago),
  /// too_many_requests (this recipient was sent too many mails).
  bool mail_again(std::string_view kept, const Origin& origin);

  /// The same for somebody who has lost the page: an address. Returns the text that the page keeps;
  /// nothing tells whether a registration waits for that address. Refuses: invalid_argument (about
  /// "email"), too_many_requests.
  std::string mail_again_to(std::string_view email, const Origin& origin);

  /// The token of the link beside a code that was typed. Refuses as MailedCodes::token_for().
  std::string token_for(std::string_view kept, std::string_view code, const Origin& origin);

  /// Makes the account of a mailed token active; of all who try at once exactly one succeeds.
  /// Refuses: not_found (never made, used, expired, or of an account that has changed since).
  void verify(std::string_view token, const Origin& origin);

  /// The username that a mailed token would verify, for the page that asks before it does; nothing
  /// when verify() would refuse. Changes nothing.
  std::optional<std::string> pending_username(std::string_view token);

 private:
  // Who asks: a page waits for the code of the mail.
  struct Door {
    std::chrono::seconds lifetime;
    bool waits = false;
  };

  std::string make(model::Account account, const Wish& wish, const Door& door,
                   const Origin& origin);
  void refuse_taken(const model::Account& wanted, const Origin& origin);
  // What the page keeps, if one waits; nothing when somebody else took the name or the address in
  // this very moment.
  std::optional<std::string> try_insert(model::Account account, const Door& door,
                                        const Origin& origin);
  // The challenge of the mail; nil: none.
  base::Id insert_pending(store::Session& session, const model::Account& account, const Door& door,
                          const Origin& origin);
  base::Id insert_decoy(store::Session& session, model::Account decoy, const model::Account& owner,
                        const Origin& origin);
  void queue(store::Session& session, const model::Mail& mail);
  std::optional<model::MailRequest> waiting_for(const model::Account& wanted);
  std::string lead_on(const model::MailRequest& request, const model::Account& wanted,
                      std::string_view password, const Origin& origin);
  void send_again(store::Session& session, const MailedCodes::Wanted& wanted, const Origin& origin);
  bool pauses(store::Session& session, const std::string& email_key);
  void offer_again(store::Session& session, MailedCodes::Wanted& wanted);
  void refuse_many(store::Session& session, const std::string& email_key);

  const Context& context_;
  AbuseGate& gate_;
  Challenges challenges_;
  MailedCodes codes_;
  PasswordCheck check_;
  Settings settings_;
};

}  // namespace accounts
