#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/abuse_gate.h"
#include "accounts/challenges.h"
#include "accounts/forward.h"
#include "accounts/mails.h"
#include "accounts/proof/password_check.h"
#include "accounts/proof/proof.h"
#include "base/id.h"
#include "model/account.h"

namespace accounts {

/// Gives an account an address that was proved to be its owner's, in a transaction, and tells the
/// one that it had ("address-changed"). No identity provider answers for it from then on, and every
/// link that was mailed for the old one ends. `account` becomes as it then is. Throws
/// store::Duplicate when somebody else has the address.
void move_address(store::Session& session, const Context& context, model::Account& account,
                  const std::string& email, const Origin& origin, WayBack way_back);

/// A new e-mail address for an account: asked for, then proved by what was mailed there.
///
/// Whoever has the address can have a new password mailed to it, so the account is given away with
/// it: its owner has typed the password, if it has one, either to ask or to confirm.
class AddressChange {
 public:
  AddressChange(Context& context, AbuseGate& gate);

  /// Queues a mail to the new address ("confirm-address") and one to the old ("address-changing");
  /// an older request of the account ends. Nothing changes yet. The verified address that the
  /// account has already is no change and no error. `target` is the path of ours to go on to, when
  /// it is confirmed (Challenge::target). Refuses, about "email": invalid_argument (no address, or
  /// too long), conflict (somebody has it), too_many_requests.
  void ask(const Proof& proof, std::string_view email, const Origin& origin,
           const std::string& target = {});

  /// By somebody who has not typed the password, in the transaction of other changes to the
  /// account, which then happen together or not at all.
  void ask(store::Session& session, const base::Id& account, std::string_view email,
           const Origin& origin);

  /// Counts an address that somebody has against the account that asked for it: so that nobody can
  /// ask for thousands of addresses who has them. The first of the two ask() does it itself.
  void count_taken(const base::Id& account);

  struct Pending {
    std::string username;
    std::string email;      ///< the new one
    bool replaces = false;  ///< another one
    std::string target;     ///< where to go on; empty: nowhere
    bool asks_password = false;
  };
  /// What a mailed token would confirm; nothing when confirm() would refuse. Changes nothing.
  std::optional<Pending> pending(std::string_view token);

  /// Gives the account its new address, once, now a verified one, and tells the old one
  /// ("address-changed"). No identity provider answers for it from then on. `password` is looked at
  /// when Pending::asks_password. Refuses: not_found (never made, used, expired), conflict
  /// (somebody has taken the address since); unauthorized (about "proof": another password; the
  /// link stays good), too_many_requests (guesses), unavailable.
  void confirm(std::string_view token, std::string_view password, const Origin& origin);

 private:
  struct Request {
    model::Account account;
    std::string email;
    std::string target;
    const Purpose& purpose;
  };

  void ask(store::Session& session, const base::Id& account, std::string_view email,
           const Origin& origin, const std::string& target, const Purpose& purpose);
  void require_owner(std::string_view token, std::string_view password, const Origin& origin);
  void admit_mails(store::Session& session, const base::Id& account, const std::string& email_key);
  void offer(store::Session& session, const Request& request, const Origin& origin);

  const Context& context_;
  AbuseGate& gate_;
  Challenges challenges_;
  PasswordCheck check_;
};

}  // namespace accounts
