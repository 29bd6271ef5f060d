#pragma once

#include "accounts/closure.h"
#include "accounts/plain_accounts.h"
#include "accounts/profiles.h"
#include "accounts/usage.h"
#include "origin.h"
#include "portal/cookie.h"
#include "router/router.h"

namespace portal {

/// The caller's own account: shown, given a password, closed.
class Users {
 public:
  struct Deps {
    accounts::Profiles& profiles;
    accounts::PlainAccounts& accounts;
    accounts::Usage& usage;
    accounts::Closure& closure;
    CookieScope scope;
    OriginOf origin_of;
  };
  explicit Users(Deps deps) : deps_(std::move(deps)) {}

  void mount(router::Api& api);

 private:
  gateway::Response show(const router::Call& call);
  gateway::Response change(const router::Call& call);
  gateway::Response remove(const router::Call& call);

  Deps deps_;
};

}  // namespace portal
