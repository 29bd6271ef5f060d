#pragma once

#include "accounts/keys/pgp_keys.h"
#include "guards/api.h"
#include "origin.h"

namespace meta {

/// An account's OpenPGP keys, for whoever its owner lets at them.
class PgpKeys {
 public:
  struct Deps {
    accounts::PgpKeys& keys;
    OriginOf origin_of;
  };
  explicit PgpKeys(Deps deps) : deps_(std::move(deps)) {}

  void mount(guards::Api& api);

 private:
  gateway::Response list(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response add(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response show(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response remove(const router::Call& call, const guards::MetaCaller& caller);

  Deps deps_;
};

}  // namespace meta
