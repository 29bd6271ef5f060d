#pragma once

#include "accounts/proof/tokens.h"
#include "guards/api.h"
#include "origin.h"

namespace account {

/// The access tokens that the caller's account has.
class Tokens {
 public:
  struct Deps {
    accounts::Tokens& tokens;
    OriginOf origin_of;
  };
  explicit Tokens(Deps deps) : deps_(std::move(deps)) {}

  void mount(guards::Api& api);

 private:
  gateway::Response list(const router::Call& call, const guards::AccountCaller& caller);
  gateway::Response revoke(const router::Call& call, const guards::AccountCaller& caller);

  Deps deps_;
};

}  // namespace account
