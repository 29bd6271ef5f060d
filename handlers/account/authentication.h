#pragma once

#include "account/deps.h"
#include "guards/api.h"

namespace account {

/// A password for an access token.
class Authentication {
 public:
  explicit Authentication(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response authenticate(const router::Call& call);

  const Deps& deps_;
};

}  // namespace account
