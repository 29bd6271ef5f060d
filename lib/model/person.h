#pragma once

#include "model/account.h"
#include "model/profile.h"

namespace model {

/// An account with its owner's profile.
struct Person {
  Account account;
  Profile profile;
};

}  // namespace model
