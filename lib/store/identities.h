#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/id.h"
#include "model/account_state.h"
#include "store/forward.h"

namespace store {

/// The table `identities`: which account belongs to a person that an identity provider vouches for.
/// A row is removed with its account.
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

  /// Records the address that the account has from the issuer, or none.
  void set_address(const std::string& issuer, const std::string& subject,
                   const std::optional<std::string>& address, base::Time said_at);

  /// From now on no issuer vouches for the account's address, since its owner has proved one.
  void forget_addresses(const base::Id& account);

 private:
  Session& session_;
};

}  // namespace store
