#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/id.h"
#include "model/account.h"
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
  };
  std::optional<Holder> find(const std::string& issuer, const std::string& subject);

  /// Throws Duplicate when the identity has an account already.
  void insert(const std::string& issuer, const std::string& subject, const base::Id& account,
              base::Time now);

 private:
  Session& session_;
};

}  // namespace store
