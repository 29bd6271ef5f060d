#pragma once

#include "accounts/profile_change.h"
#include "accounts/profiles.h"
#include "guards/api.h"
#include "oauth/clients.h"
#include "origin.h"

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

  void mount(guards::Api& api);

 private:
  gateway::Response show(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response change(const router::Call& call, const guards::MetaCaller& caller);

  Deps deps_;
};

}  // namespace meta
