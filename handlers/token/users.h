#pragma once

#include "accounts/identity/plain_accounts.h"
#include "guards/api.h"
#include "origin.h"
#include "token/authentication.h"

namespace token {

/// Users: made, asked who they are, given another password, deleted.
class Users {
 public:
  struct Deps {
    accounts::PlainAccounts& accounts;
    const Authentication& authentication;
    bool hardened;
    OriginOf origin_of;
  };
  explicit Users(Deps deps) : deps_(std::move(deps)) {}

  void mount(guards::Api& api);

 private:
  gateway::Response create(const router::Call& call);
  gateway::Response show(const router::Call& call);
  gateway::Response change_password(const router::Call& call, const guards::TokenCaller& caller);
  gateway::Response remove(const router::Call& call, const guards::TokenCaller& caller);

  Deps deps_;
};

}  // namespace token
