#pragma once

#include "account/deps.h"
#include "guards/api.h"

namespace account {

/// A password for an access token.
class SignIn {
 public:
  explicit SignIn(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response authenticate(const router::Call& call);

  const Deps& deps_;
};

}  // namespace account
