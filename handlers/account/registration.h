#pragma once

#include "accounts/identity/sign_up.h"
#include "guards/api.h"
#include "origin.h"

namespace account {

/// Accounts asked for, and verified by what was mailed.
class Registration {
 public:
  struct Deps {
    accounts::SignUp& sign_up;
    OriginOf origin_of;
  };
  explicit Registration(Deps deps) : deps_(std::move(deps)) {}

  void mount(guards::Api& api);

 private:
  gateway::Response register_account(const router::Call& call);
  gateway::Response verify(const router::Call& call);

  Deps deps_;
};

}  // namespace account
