#pragma once

#include <optional>

#include "base/clock.h"
#include "base/id.h"
#include "model/person.h"
#include "store/forward.h"

namespace store {

/// The columns of the table `accounts` with people's profiles. They are apart because hardly
/// anything that reads an account needs them.
class Profiles {
 public:
  explicit Profiles(Session& session) : session_(session) {}

  /// Empty when there is no such account.
  model::Profile of(const base::Id& account);

  /// The account, as Accounts::by_id() finds it, with its profile; by one statement.
  std::optional<model::Person> person(const base::Id& account, base::Time now);

  /// Replaces the whole profile. False when there is no such account.
  bool set(const base::Id& account, const model::Profile& profile);

 private:
  Session& session_;
};

}  // namespace store
