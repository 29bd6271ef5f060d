#pragma once

#include "accounts/jwt_tokens.h"
#include "origin.h"
#include "router/router.h"

namespace token {

/// Access tokens for passwords or refresh tokens, whether one is valid, and refresh tokens.
class Tokens {
 public:
  struct Deps {
    accounts::JwtTokens& tokens;
    bool hardened;
    OriginOf origin_of;
  };
  explicit Tokens(Deps deps) : deps_(std::move(deps)) {}

  void mount(router::Api& api);

 private:
  gateway::Response give(const router::Call& call);
  gateway::Response check(const router::Call& call);
  gateway::Response give_refresh_token(const router::Call& call);
  gateway::Response revoke_refresh_token(const router::Call& call);

  Deps deps_;
};

}  // namespace token
