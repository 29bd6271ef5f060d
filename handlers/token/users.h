#pragma once

#include "guards/api.h"
#include "token/deps.h"

namespace token {

/// Users: made, asked who they are, given another password, deleted.
class Users {
 public:
  explicit Users(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response create(const router::Call& call);
  gateway::Response show(const router::Call& call);
  gateway::Response change_password(const router::Call& call, const guards::TokenCaller& caller);
  gateway::Response remove(const router::Call& call, const guards::TokenCaller& caller);

  const Deps& deps_;
};

}  // namespace token
