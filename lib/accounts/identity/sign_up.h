#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/abuse_gate.h"
#include "accounts/challenges.h"
#include "accounts/forward.h"
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
  };

  SignUp(Context& context, AbuseGate& gate, Settings settings);

  /// A registration as somebody asks for it.
  struct Wish {
    std::string username;
    std::string password;
    std::string email;
    model::PasswordPolicy policy = model::PasswordPolicy::standard;  ///< of the door
    std::string target = {};  ///< the path of ours to go on to, once verified; empty: none
  };

  /// Makes a pending account and queues the mail with its challenge; the mail is not waited for.
  /// Refuses: invalid_argument (about "username" or "password"), unprocessable (about "email"),
  /// conflict (about "username" or "email"), too_many_requests (this client has registered too
  /// often, or this recipient was sent too many mails), unavailable. Hardened: a taken address is
  /// no conflict and a recipient with too many mails no refusal. The name is then held by an
  /// account that nobody can verify, and the address' owner is told by mail.
  void register_account(const Wish& wish, const Origin& origin);

  /// Makes the account of a mailed token active; of all who try at once exactly one succeeds.
  /// Refuses: not_found (never made, used, expired, or of an account that has changed since).
  void verify(std::string_view token, const Origin& origin);

  /// Whom a mailed token would verify, for the page that asks before it does, and where they go on
  /// to; nothing when verify() would refuse. Changes nothing.
  struct Pending {
    std::string username;
    std::string target;  ///< empty: none
  };
  std::optional<Pending> pending(std::string_view token);

 private:
  void refuse_taken(const model::Account& wanted, const Origin& origin);
  // False when somebody else took the name or the address in this very moment.
  bool try_insert(model::Account account, const std::string& target, const Origin& origin);
  void insert_pending(store::Session& session, const model::Account& account,
                      const std::string& target, const Origin& origin);
  void insert_decoy(store::Session& session, model::Account decoy, const model::Account& owner,
                    const Origin& origin);
  void queue(store::Session& session, const model::Mail& mail);

  const Context& context_;
  AbuseGate& gate_;
  Challenges challenges_;
  Settings settings_;
};

}  // namespace accounts
