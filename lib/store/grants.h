#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "model/account.h"
#include "model/oauth.h"
#include "store/forward.h"

namespace store {

/// The table `grants`: token families. Whatever belongs to a grant is removed with it.
class Grants {
 public:
  explicit Grants(Session& session) : session_(session) {}

  void insert(const model::Grant& grant);
  std::optional<model::Grant> find(const base::Id& id, base::Time now);

  /// An account's valid grants for a client that have tokens, oldest first.
  std::vector<model::Grant> of_account_and_client(const base::Id& account,
                                                  const std::string& client, base::Time now);
  /// What these allow, of one grant type; each set of scopes once, however many grants there are.
  std::vector<model::Scopes> allowed_scopes(const base::Id& account, const std::string& client,
                                            std::string_view type, base::Time now);
  /// All valid grants of an account that have tokens, newest first.
  std::vector<model::Grant> of_account(const base::Id& account, base::Time now);

  /// At most `limit` valid grants of a client, oldest first.
  std::vector<model::Grant> of_client(const std::string& client, base::Time now, int limit);

  /// All valid grants that an SSH key opened, with or without tokens, oldest first.
  std::vector<model::Grant> of_ssh_key(long long ssh_key, base::Time now);

  /// Extends it to at least `expires_at`.
  void extend(const base::Id& id, base::Time expires_at);
  void set_scopes(const base::Id& id, const model::Scopes& scopes);

  /// Removes it with all its codes and tokens. False when there is none.
  bool remove(const base::Id& id);
  /// Removes all of an account; returns how many.
  int remove_of_account(const base::Id& account);

  int purge_expired(base::Time now, int limit);

 private:
  Session& session_;
};

/// The table `authorization_codes`.
class AuthorizationCodes {
 public:
  explicit AuthorizationCodes(Session& session) : session_(session) {}

  void insert(const model::AuthorizationCode& code);
  /// A code, redeemed and expired ones too as long as their rows stay, with the grant that it
  /// belongs to, which lives, and whose it is; by one statement.
  struct WithGrant {
    model::AuthorizationCode code;
    model::Grant grant;
    model::Account owner;
  };
  std::optional<WithGrant> find(const base::Id& id, base::Time now);
  /// Marks the code as redeemed by its client; when several try at once, exactly one gets true.
  /// False when it was redeemed before, has expired, or is another client's.
  bool redeem(const base::Id& id, const std::string& client, base::Time now);
  /// Removes rows that expired a day ago.
  int purge_expired(base::Time now, int limit);

 private:
  Session& session_;
};

}  // namespace store
