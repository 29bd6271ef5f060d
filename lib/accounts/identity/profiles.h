#pragma once

#include "accounts/forward.h"
#include "base/id.h"
#include "model/account.h"

namespace model {
struct Person;
}

namespace accounts {

/// What an account is, for its owner to see.
class Profiles {
 public:
  explicit Profiles(Context& context);

  /// Refuses: unauthorized (it does not exist any more).
  model::Account of(const base::Id& account);

  /// The same with what its owner tells of themselves.
  model::Person person(const base::Id& account);

 private:
  const Context& context_;
};

}  // namespace accounts
