#pragma once

#include <array>
#include <chrono>
#include <string>
#include <string_view>

#include "accounts/forward.h"
#include "base/id.h"
#include "cache/memory.h"
#include "model/forward.h"
#include "store/throttle.h"

namespace accounts {

/// Budgets for what fails, and for how often what costs much may succeed, in a sliding window. Over
/// budget means too_many_requests, before anything is hashed, with the time when it makes sense to
/// come back.
///
/// Whoever is known stays out of what others have used up. A name that strangers guess at stays
/// open to its owner at networks from which they have signed in before; a network where somebody
/// else has failed too often stays open to the accounts that it knows, each with a budget of its
/// own; and whoever is signed in has one for their session. README.md lists every door.
class AbuseGate {
 public:
  struct Budgets {
    long failures_per_address = 30;
    long failures_per_account = 10;
    long registrations_per_address = 20;
    long recoveries_per_address = 20;
    long mails_per_recipient = 5;
    long sign_ins_per_account = 900;     ///< that succeed, from one network
    long sign_ins_per_address = 36'000;  ///< that succeed, of all accounts
    std::chrono::seconds window{std::chrono::minutes{15}};
  };

  AbuseGate(Context& context, Budgets budgets);

  /// Refuses (too_many_requests) an address that is over its budget of failures. That one is within
  /// it is remembered until it fails again: on another host it may so fail a little more often.
  void admit(std::string_view address);

  /// Somebody who says that they know the password of a name.
  struct Attempt {
    std::string name;     ///< canonical; empty: it can be nobody's
    base::Id account;     ///< that has the name; nil: nobody
    std::string address;  ///< from where
    /// Whose session they have, when they are signed in: then its budget counts, and that of all
    /// sessions of the account together, since one who can sign in by a key makes as many as they
    /// like.
    base::Id session = {};
    /// They ask through a client that has proved itself: its address is that of all its users and
    /// has no budget, but a name has one there, though the account is known.
    bool by_client = false;
  };

  /// Refuses an attempt that is over the budgets of the network or of the name, unless the network
  /// is known to the account, which then has a budget of its own there. Refuses, too, when the
  /// account, or the network, has signed in as often as it may: by a program that forgets its
  /// token.
  void admit_attempt(const Attempt& attempt);

  /// Counts an attempt that has failed, in the transaction given.
  void count_failure(store::Session& session, const Attempt& attempt);

  /// Counts something else that has failed (a name or an address that is taken, a code that nobody
  /// was sent) against the network. What is over its budget already is counted no further, so that
  /// it writes nothing and waits no longer.
  void count_failure(std::string_view address);

  /// Counts somebody who has come in, in the transaction given. Of what all do at a network one in
  /// sixteen is written down, as sixteen, so that colleagues do not wait for one row.
  void count_sign_in(store::Session& session, const base::Id& account, std::string_view address);

  /// The owner of an account has proved by mail who they are: the network is known to it, what was
  /// counted for its names there is forgotten, and for as long as a window the account is held to
  /// its own budget there alone, whatever others at that network fail at.
  void let_back_in(store::Session& session, const model::Account& account,
                   std::string_view address);

  /// Counts one more request for a mail with a way back in; refuses when the network has asked too
  /// often. It depends on nothing else that was counted.
  void admit_recovery(store::Session& session, std::string_view address);

  /// Refuses an account that has asked too often for addresses that others have: it could find out
  /// who has one.
  void admit_address(store::Session& session, const base::Id& account);
  /// Counts one that somebody has.
  void count_taken(const base::Id& account);

  /// Refuses a registration when the address has registered too often.
  void admit_registration(store::Session& session, std::string_view address);

  /// Counts a registration, in its own transaction, so that only what was made is counted.
  void count_registration(store::Session& session, std::string_view address);

  /// Counts one more mail for this recipient and returns zero; or counts nothing and returns how
  /// long to wait, when there were too many. doorward never becomes a mail cannon.
  std::chrono::seconds admit_mail(store::Session& session, const std::string& email_key);
  /// The same for mails with a way back in, which no other mail uses up.
  std::chrono::seconds admit_way_back(store::Session& session, const std::string& email_key);

  /// What a network was to an account before it signed in from there.
  enum class Acquaintance {
    first,     ///< the account has signed in from nowhere yet, or not for a long time
    known,     ///< it, or one beside it: of the same /24, or /48 of IPv6
    stranger,  ///< neither
  };
  /// Remembers a network after a successful sign-in. An account has a hundred at most: the one that
  /// nobody has signed in from for longest goes.
  Acquaintance remember(store::Session& session, const base::Id& account, std::string_view address);

 private:
  std::chrono::seconds delay(store::Session& session, const char* kind, const std::string& subject,
                             long budget);
  /// How long until an attempt is within its budgets: zero when it is.
  struct Waits {
    std::chrono::seconds of_guesses{0};
    std::chrono::seconds of_sign_ins{0};
  };
  Waits delay(store::Session& session, const Attempt& attempt);
  std::array<store::Recent, 4> counted(store::Session& session, const Attempt& attempt,
                                       const std::string& network);
  std::chrono::seconds delay_of_known(store::Session& session, const Attempt& attempt);
  std::chrono::seconds delay_of_session(store::Session& session, const Attempt& attempt);
  bool is_back(store::Session& session, const base::Id& account, const std::string& network);
  std::chrono::seconds admit_within(store::Session& session, const char* kind,
                                    const std::string& email_key);
  bool is_over(store::Session& session, const std::string& network);
  void count(store::Session& session, const char* kind, const std::string& subject,
             long events = 1);

  std::optional<cache::Fact<bool>> find_room(const std::string& network);

  const Context& context_;
  Budgets budgets_;
  cache::Memory<bool> admitted_;  ///< networks
};

/// What an address counts as: an IPv4 address itself, an IPv6 address its /64 (one that maps an
/// IPv4 address: that one), anything else its first 64 bytes.
std::string network_of(std::string_view address);

/// Whose turn a password's hash is, for crypto::Passwords: `account` is any name that stands for
/// the account that is asked for.
crypto::Asker asker_of(const Origin& origin, std::string account);

/// What is beside it, as a network_of() shows it: the /24 of an IPv4 address, the /48 of an IPv6
/// one, anything else alone. Providers give people one address today and another tomorrow.
std::string neighbourhood_of(std::string_view network);

}  // namespace accounts
