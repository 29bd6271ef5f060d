#pragma once

#include "accounts/tokens.h"
#include "origin.h"
#include "router/router.h"

namespace account {

/// The access tokens that the caller's account has.
class Tokens {
 public:
  struct Deps {
    accounts::Tokens& tokens;
    OriginOf origin_of;
  };
  explicit Tokens(Deps deps) : deps_(std::move(deps)) {}

  void mount(router::Api& api);

 private:
  gateway::Response list(const router::Call& call);
  gateway::Response revoke(const router::Call& call);

  Deps deps_;
};

}  // namespace account
