#pragma once

#include "account/deps.h"
#include "guards/api.h"

namespace account {

/// The access tokens that the caller's account has.
class Tokens {
 public:
  explicit Tokens(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response list(const router::Call& call, const guards::AccountCaller& caller);
  gateway::Response revoke(const router::Call& call, const guards::AccountCaller& caller);

  const Deps& deps_;
};

}  // namespace account
