#pragma once

#include <chrono>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/abuse_gate.h"
#include "accounts/forward.h"
#include "base/id.h"
#include "model/account.h"
#include "model/token.h"

namespace accounts {

/// What somebody is mailed a challenge for. Whoever brings it back has read the mailbox.
struct Purpose {
  const char* name;               ///< in the database
  std::chrono::seconds lifetime;  ///< or until the account expires, when that is earlier
  bool alone;                     ///< a new one ends those that the account had for it before
  /// Whether it is still what it was made for, of the account as it is now.
  bool (*holds)(const model::Challenge& challenge, const model::Account& account);
};

extern const Purpose kRegister;       ///< to verify the address of a registration
extern const Purpose kResetPassword;  ///< to choose a new password
extern const Purpose kChangeAddress;  ///< to have another address, asked for with the password
/// The same, asked for without it, by a token or where there is none: if the account has a
/// password, it is asked for when the address is confirmed.
extern const Purpose kProposeAddress;
extern const Purpose kTakeBack;  ///< to have back the address that a warning went to, and more

/// Whether the owner of an account may set its password anew by mail: it is active, or waits for
/// its address to be verified.
bool may_recover(const model::Account& account);

/// Makes a challenge, in the transaction that queues its mail. `address` is what it is to prove,
/// and `target` the path of ours to go on to when it is redeemed; empty: none.
model::Challenge offer(store::Session& session, const Context& context, const Purpose& purpose,
                       const model::Account& account, const std::string& address,
                       const std::string& target = {});

/// Ends those that an account has for a purpose.
void withdraw(store::Session& session, const Purpose& purpose, const base::Id& account);
/// Ends those for another address, however they were asked for.
void withdraw_addresses(store::Session& session, const base::Id& account);

/// Challenges that come back: looked at, and redeemed once.
class Challenges {
 public:
  using Purposes = std::initializer_list<const Purpose*>;

  Challenges(Context& context, AbuseGate& gate) : context_(context), gate_(gate) {}

  /// A challenge that is good, and the account that it is of.
  struct Good {
    model::Challenge challenge;
    model::Account account;

    bool is_for(const Purpose& purpose) const { return challenge.purpose == purpose.name; }
  };
  /// Of a mailed token; nothing when redeem() would refuse it. Changes nothing.
  std::optional<Good> find(std::string_view token, Purposes purposes);

  /// Does something with what is redeemed, in one transaction: of all who try at once exactly one
  /// succeeds. `act` may still say no, by false; the challenge is spent all the same. Refuses:
  /// not_found (never made, used, expired, for something else, or the account has changed since),
  /// which the abuse gate counts against the network.
  void redeem(std::string_view token, Purposes purposes, const Origin& origin,
              const std::function<bool(store::Session&, Good&)>& act);

  /// The refusal of redeem(), for who can tell before.
  [[noreturn]] void refuse(const Origin& origin);

 private:
  const Context& context_;
  AbuseGate& gate_;
};

}  // namespace accounts
