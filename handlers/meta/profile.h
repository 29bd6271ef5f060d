#pragma once

#include "accounts/profile_change.h"
#include "accounts/profiles.h"
#include "oauth/clients.h"
#include "origin.h"
#include "router/router.h"

namespace meta {

/// What an account's owner tells of themselves.
class Profile {
 public:
  struct Deps {
    accounts::Profiles& profiles;
    accounts::ProfileChange& change;
    oauth::Clients& clients;
    OriginOf origin_of;
  };
  explicit Profile(Deps deps) : deps_(std::move(deps)) {}

  void mount(router::Api& api);

 private:
  gateway::Response show(const router::Call& call);
  gateway::Response change(const router::Call& call);

  Deps deps_;
};

}  // namespace meta
