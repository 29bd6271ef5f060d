#pragma once

#include "accounts/issuers/jwt_tokens.h"
#include "guards/api.h"
#include "origin.h"

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

  void mount(guards::Api& api);

 private:
  gateway::Response give(const router::Call& call);
  gateway::Response check(const router::Call& call);
  gateway::Response give_refresh_token(const router::Call& call, const guards::TokenCaller& caller);
  gateway::Response revoke_refresh_token(const router::Call& call,
                                         const guards::TokenCaller& caller);

  Deps deps_;
};

}  // namespace token
