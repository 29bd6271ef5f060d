#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/forward.h"
#include "accounts/keys/key_budget.h"
#include "accounts/proof/proof.h"
#include "base/id.h"
#include "crypto/hash_slots.h"
#include "model/forward.h"
#include "model/pgp_key.h"
#include "openpgp/openpgp.h"

namespace accounts {

/// The OpenPGP keys of accounts. Mails to an owner who prefers one are encrypted to it.
///
/// To read a key is dear, and its sender says how dear: so there are slots, and who has had much
/// computed in vain is over a budget of the abuse gate.
class PgpKeys {
 public:
  /// `slots` are of their own, not those of passwords; they and `waiting` outlive it.
  PgpKeys(Context& context, AbuseGate::Budgets budgets, crypto::HashSlots& slots,
          base::Waiting& waiting = base::in_place());

  /// Refuses (invalid_argument, each under a rule "pgp_key.*"): what openpgp::Certificate refuses,
  /// a key that the account has, a hundred and first one. Throws too_many_requests (the abuse
  /// gate), and unavailable when no slot is free and where librnp is not installed.
  model::PgpKey add(const base::Id& account, const std::string& armored, const Origin& origin);

  /// At most `limit`, newest first, from `start` on (an id; negative: the newest).
  std::vector<model::PgpKey> list(const base::Id& account, long long start, int limit);
  long long count(const base::Id& account);

  std::optional<model::PgpKey> find(const base::Id& account, long long id);
  /// Spaces and case of the fingerprint are nothing.
  std::optional<model::PgpKey> by_fingerprint(const base::Id& account,
                                              std::string_view fingerprint);

  /// Refuses: not_found; invalid_argument (it is the preferred one: that must be unset first).
  void remove(const base::Id& account, long long id, const Origin& origin);

  /// From now on mails are encrypted to this key, by the word of somebody who has just typed the
  /// password: it alone vouches for a key, so that mails for security (mails.h) need not go out in
  /// plain as well. An account without a password prefers a key, but nobody can vouch for it.
  /// Refuses: not_found, invalid_argument ("pgp_key.expired"), unauthorized (the account is gone).
  void prefer(const Proof& proof, long long id, const Origin& origin);

  /// Whether the preferred key is one that nobody has vouched for.
  bool is_unproved(const base::Id& account);

  /// From now on mails are encrypted to none of the account's keys. Refuses: unauthorized (the
  /// account is gone).
  void prefer_none(const base::Id& account, const Origin& origin);

 private:
  openpgp::PublicKey read(const base::Id& account, const openpgp::Certificate& certificate,
                          const Origin& origin);
  void refuse_expired(const model::PgpKey& key) const;

  const Context& context_;
  KeyBudget budget_;
  crypto::HashSlots& slots_;
  base::Waiting& waiting_;
};

/// Has the mails of an account encrypted to one of its keys, in the transaction of what is changed
/// besides; audits it, and tells the owner by mail, in plain, with a way back.
void prefer_pgp_key(store::Session& session, const Context& context, const model::Account& owner,
                    const model::PgpKey& key, const Origin& origin);
/// To none of them from now on.
void prefer_no_pgp_key(store::Session& session, const Context& context, const base::Id& account,
                       const Origin& origin);

}  // namespace accounts
