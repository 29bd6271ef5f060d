#pragma once

#include <functional>
#include <string>

#include "accounts/forward.h"
#include "accounts/proof/proof.h"
#include "base/error.h"
#include "base/id.h"
#include "model/forward.h"
#include "model/oauth.h"
#include "model/session.h"
#include "model/token.h"

namespace accounts {

struct Door;

/// What a proof opens: the rows by which somebody is let in from now on. Nothing else writes one
/// (tests/build/openings_test.cpp). Every row is of the account of the proof, and a session and a
/// grant note the key that it was proved by, so that they end when the key does.
class Opening {
 public:
  /// For more tokens of a grant: a proof by_grant() of the same transaction.
  Opening(store::Session& session, const Proof::OfGrant& of);

  /// For what a program gets for itself (RFC 6749 section 4.4): rows without an account.
  static Opening for_a_program(store::Session& session) { return Opening(session, {}, {}); }

  void put(const model::Token& row);
  void put(model::Session row);
  void put(model::Grant row);
  void put(const model::AccessToken& row);
  void put(const model::RefreshToken& row);
  void put(const model::AuthorizationCode& row);

  store::Session& session() { return session_; }
  const base::Id& account() const { return account_; }

 private:
  friend model::Account open(store::Session&, const Context&, const Proof&, const Door&,
                             const Origin&, const std::function<void(Opening&)>&);

  Opening(store::Session& session, const base::Id& account, std::optional<long long> ssh_key)
      : session_(session), account_(account), ssh_key_(ssh_key) {}
  void require_owner(const base::Id& account) const;

  store::Session& session_;
  base::Id account_;
  std::optional<long long> ssh_key_;
};

/// Why a proof holds no more.
enum class Lapse {
  gone,     ///< the account
  changed,  ///< the password or the key is no more the account's, or the session has ended
  pending,  ///< the account is not verified yet
  blocked,
  deleted,  ///< a tombstone is left
};

/// What differs between the doors by which somebody comes in.
struct Door {
  std::string event;                         ///< for the audit log
  std::string details;                       ///< of its entry; may be empty
  std::function<base::Error(Lapse)> refuse;  ///< makes the refusal, in the door's own words
};

/// All that follows a proof, in one transaction, so that no door forgets a step of it: looks again
/// whether it still holds, lets `write` put down what it opens (nothing, for what is only signed),
/// looks once more, audits it, and, when somebody has just come in, remembers the network and tells
/// the owner by mail ("new-network") of one that is near none they have come from before.
///
/// The second look cannot be too early: the rows now hold those of the account, the session and the
/// key, so nothing of these changes any more before the transaction ends.
///
/// Returns the account as it is now. Refuses with what the door makes of a lapse.
model::Account open(store::Session& session, const Context& context, const Proof& proof,
                    const Door& door, const Origin& origin,
                    const std::function<void(Opening&)>& write);

}  // namespace accounts
