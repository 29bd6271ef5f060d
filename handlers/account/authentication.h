#pragma once

#include "accounts/proof/sign_in.h"
#include "guards/api.h"
#include "origin.h"

namespace account {

/// A password for an access token.
class Authentication {
 public:
  struct Deps {
    accounts::SignIn& sign_in;
    OriginOf origin_of;
  };
  explicit Authentication(Deps deps) : deps_(std::move(deps)) {}

  void mount(guards::Api& api);

 private:
  gateway::Response authenticate(const router::Call& call);

  Deps deps_;
};

}  // namespace account
