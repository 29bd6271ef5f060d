#pragma once

#include "accounts/identity/profile_change.h"
#include "accounts/identity/profiles.h"
#include "grants/clients.h"
#include "guards/api.h"
#include "origin.h"

namespace meta {

/// What an account's owner tells of themselves.
class Profile {
 public:
  struct Deps {
    accounts::Profiles& profiles;
    accounts::ProfileChange& change;
    grants::Clients& clients;
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
