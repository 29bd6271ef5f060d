#pragma once

#include "guards/api.h"
#include "token/deps.h"

namespace token {

/// Access tokens for passwords or refresh tokens, whether one is valid, and refresh tokens.
class Tokens {
 public:
  explicit Tokens(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response give(const router::Call& call);
  gateway::Response check(const router::Call& call);
  gateway::Response give_refresh_token(const router::Call& call, const guards::TokenCaller& caller);
  gateway::Response revoke_refresh_token(const router::Call& call,
                                         const guards::TokenCaller& caller);

  const Deps& deps_;
};

}  // namespace token
