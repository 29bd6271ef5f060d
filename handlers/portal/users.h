#pragma once

#include "accounts/identity/closure.h"
#include "accounts/identity/plain_accounts.h"
#include "accounts/identity/profiles.h"
#include "accounts/usage/usage.h"
#include "guards/api.h"
#include "origin.h"
#include "portal/cookie.h"

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

  void mount(guards::Api& api);

 private:
  gateway::Response show(const router::Call& call, const guards::PortalCaller& caller);
  gateway::Response change(const router::Call& call, const guards::PortalCaller& caller);
  gateway::Response remove(const router::Call& call, const guards::PortalCaller& caller);

  Deps deps_;
};

}  // namespace portal
