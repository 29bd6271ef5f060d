#pragma once

#include "model/account.h"
#include "model/profile.h"

namespace model {

/// An account with what its owner tells of themselves.
struct Person {
  Account account;
  Profile profile;
};

}  // namespace model
