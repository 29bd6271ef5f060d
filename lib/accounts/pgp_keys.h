#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/context.h"
#include "model/account.h"
#include "model/pgp_key.h"

namespace accounts {

/// The OpenPGP keys of accounts. Mails to an owner who prefers one are encrypted to it.
class PgpKeys {
 public:
  explicit PgpKeys(Context context);

  /// Refuses (invalid_argument, about "pgp-key", in the words of the meta API): what
  /// openpgp::read_key() refuses, a key that the account has ("This is a duplicate key"), a hundred
  /// and first one. Unavailable where librnp is not installed.
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

  /// From now on mails are encrypted to none of the account's keys. Refuses: unauthorized (the
  /// account is gone).
  void prefer_none(const base::Id& account, const Origin& origin);

 private:
  Context context_;
};

/// Has the mails of an account encrypted to one of its keys, in the transaction of what is changed
/// besides; audits it, and tells the owner by mail, in plain, with a way back.
void prefer_pgp_key(store::Session& session, const Context& context, const model::Account& owner,
                    const model::PgpKey& key, const Origin& origin);
/// To none of them from now on.
void prefer_no_pgp_key(store::Session& session, const Context& context, const base::Id& account,
                       const Origin& origin);

}  // namespace accounts
