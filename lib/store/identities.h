#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/id.h"
#include "model/account_state.h"
#include "store/database.h"

namespace store {

/// The table `identities`: which account stands for whom an identity provider vouches for. It goes
/// with its account.
class Identities {
 public:
  explicit Identities(Session& session) : session_(session) {}

  struct Holder {
    base::Id account;
    model::AccountState state;
    std::optional<std::string> email_key;  ///< of the account
    std::optional<std::string> address;    ///< canonical: its, as long as the issuer answers for it
    std::optional<base::Time> said_at;     ///< when the issuer last spoke of an address
  };
  std::optional<Holder> find(const std::string& issuer, const std::string& subject);

  /// Throws Duplicate when the identity has an account already.
  void insert(const std::string& issuer, const std::string& subject, const base::Id& account,
              base::Time now);

  /// What the issuer has said of an address: the one that the account has from it, or none.
  void set_address(const std::string& issuer, const std::string& subject,
                   const std::optional<std::string>& address, base::Time said_at);

  /// From then on no issuer answers for the account's address: its owner has proved one.
  void forget_addresses(const base::Id& account);

 private:
  Session& session_;
};

}  // namespace store
