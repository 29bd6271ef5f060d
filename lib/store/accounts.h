#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "model/account.h"
#include "store/forward.h"

namespace store {

/// The table `accounts`. An expired pending account counts as absent: every look-up skips it, and
/// drop_expired() frees its name and address.
class Accounts {
 public:
  explicit Accounts(Session& session) : session_(session) {}

  /// Stores it, with an empty profile. Throws Duplicate, whose index() contains "username_key" or
  /// "email_key".
  void insert(const model::Account& account);

  std::optional<model::Account> by_id(const base::Id& id, base::Time now);
  std::optional<model::Account> by_username(const std::string& username_key, base::Time now);
  std::optional<model::Account> by_email(const std::string& email_key, base::Time now);

  /// Activates a pending account for good, and marks its address as proved by the challenge that
  /// was mailed there. False when it is not pending, or has expired.
  bool activate(const base::Id& id, base::Time now);

  /// Lets a pending account wait until then, if it would expire earlier.
  void prolong(const base::Id& id, base::Time until);

  /// Changes the account's state. False when there is no such account or it is not in state `from`.
  bool change_state(const base::Id& id, model::AccountState from, model::AccountState to);

  /// Gives the account another password hash, or none. False when there is no such account.
  bool set_password_hash(const base::Id& id, const std::optional<std::string>& hash);

  /// Gives the account another address, which was proved then: as given, and canonical. False when
  /// there is no such account. Throws Duplicate, whose index() contains "email_key".
  bool set_email(const base::Id& id, const std::string& email, const std::string& email_key,
                 base::Time verified_at);

  /// Leaves the account without an address. False when there is no such account.
  bool clear_email(const base::Id& id);

  /// Prefers one of the account's OpenPGP keys from now on, or none. False when there is no such
  /// account, or when it has no such key.
  bool set_preferred_pgp_key(const base::Id& id, std::optional<long long> key, base::Time now);

  /// Whether the key was preferred already before `then`: mails written earlier must not be
  /// encrypted to it.
  bool preferred_key_before(const base::Id& id, base::Time then);

  /// Notes that the owner confirmed, with their password, that the preferred key is theirs. Has no
  /// effect when another key is preferred by now; a newly preferred key must be confirmed anew.
  void vouch_for_key(const base::Id& id, long long key, base::Time now);

  /// Whether nobody has vouched for the preferred key, so that somebody other than the owner may
  /// have chosen it. False without a preferred key.
  bool has_unproved_key(const base::Id& id);

  /// The language in which the account was registered; nothing when nobody knows.
  void set_language(const base::Id& id, const std::string& language);
  std::optional<std::string> language_of(const base::Id& id);

  /// Makes signed tokens that were made before `from` invalid. False when there is no such account.
  bool set_tokens_from(const base::Id& id, base::Time from);

  /// First of all in a transaction that counts what an account has before it adds to it: of two
  /// that add at the same time one waits here for the other, or, on another node of a cluster,
  /// fails and is done again. So they do not both count what was there before either.
  void begin_addition(const base::Id& id);

  /// Puts the account into another tier. False when there is no such account.
  bool set_tier(const base::Id& id, int tier);

  /// At most `limit` accounts whose ids are greater than `after`, in the order of their ids, which
  /// is that of their creation. Expired ones are included.
  std::vector<model::Account> list(const base::Id& after, int limit);

  /// Removes the account with everything that belongs to it; what it has used goes later. False
  /// when there is none.
  bool remove(const base::Id& id, base::Time now);

  /// Removes the expired pending accounts that hold this name or this address.
  void drop_expired(const std::string& username_key, const std::string& email_key, base::Time now);

  /// Removes at most `limit` expired pending accounts, whatever they hold; returns how many.
  int purge_expired(base::Time now, int limit);

 private:
  Session& session_;
};

}  // namespace store
