#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/id.h"
#include "model/account.h"
#include "model/oauth.h"
#include "model/session.h"
#include "store/forward.h"

namespace accounts {

class AbuseGate;

/// That somebody has proved whose account they use. Only what checks it makes one, and whatever
/// lets somebody in from then on is written by means of one (opening.h): a session, a token, a
/// grant. It is true of the moment when it was made; opening.h looks again.
class Proof {
 public:
  enum class Means {
    password,
    signature,  ///< of one of the account's SSH keys
    session,    ///< one that was opened before, and lives
    grant,      ///< likewise
  };

  /// By a session that lives, idle or not, of an account that is active. Nothing: there is none.
  static std::optional<Proof> by_session(store::Session& session, const base::Id& id,
                                         base::Time now);

  /// By a session that was found a moment ago: open() looks again whether it lives.
  static Proof by_session(const model::Session& found);

  struct OfGrant;
  /// By a grant that lives. Nothing: there is none.
  static std::optional<OfGrant> by_grant(store::Session& session, const base::Id& id,
                                         base::Time now);

  struct OfCode;
  /// By the grant of an authorization code. Nothing: there is no such code, or its grant has ended.
  static std::optional<OfCode> by_code(store::Session& session, const base::Id& code,
                                       base::Time now);

  Means means() const { return means_; }
  const base::Id& account() const { return account_; }
  /// Who was signed in by it: the hash of the account's password as it was then.
  const std::optional<std::string>& password_hash() const { return password_hash_; }
  /// The session that it was proved by; nil for every other means.
  const base::Id& session() const { return session_; }
  /// The key that signed, or that had opened the session or the grant; nothing: a password did.
  const std::optional<long long>& ssh_key() const { return ssh_key_; }
  /// The gate that is to remember from where somebody has come, when they have just come in by it;
  /// null when they were there before.
  AbuseGate* gate() const { return gate_; }

 private:
  friend class PasswordCheck;
  friend class SignatureCheck;

  static OfGrant of(model::Grant grant);

  Proof(Means means, const base::Id& account) : means_(means), account_(account) {}
  Proof(Means means, const model::Account& owner, AbuseGate* gate);

  Means means_;
  base::Id account_;
  std::optional<std::string> password_hash_;
  base::Id session_;
  std::optional<long long> ssh_key_;
  AbuseGate* gate_ = nullptr;
};

/// A proof, and the grant that it comes of.
struct Proof::OfGrant {
  model::Grant grant;
  Proof proof;
};

/// The same of a code, and whose it is; their account may be in any state.
struct Proof::OfCode {
  model::AuthorizationCode code;
  OfGrant of;
  model::Account owner;
};

}  // namespace accounts
