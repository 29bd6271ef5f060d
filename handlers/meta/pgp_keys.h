#pragma once

#include "accounts/pgp_keys.h"
#include "origin.h"
#include "router/router.h"

namespace meta {

/// An account's OpenPGP keys, for whoever its owner lets at them.
class PgpKeys {
 public:
  struct Deps {
    accounts::PgpKeys& keys;
    OriginOf origin_of;
  };
  explicit PgpKeys(Deps deps) : deps_(std::move(deps)) {}

  void mount(router::Api& api);

 private:
  gateway::Response list(const router::Call& call);
  gateway::Response add(const router::Call& call);
  gateway::Response show(const router::Call& call);
  gateway::Response remove(const router::Call& call);

  Deps deps_;
};

}  // namespace meta
