#pragma once

#include "grants/delegation.h"
#include "grants/exchange.h"
#include "guards/api.h"
#include "origin.h"

namespace meta {

/// What clients ask without anybody's browser: a token for an exchange token, and whether one is
/// good.
class Exchange {
 public:
  struct Deps {
    grants::Exchange& exchange;
    grants::Delegation& delegation;
    bool hardened;  ///< no token in a path, which web servers log
    OriginOf origin_of;
  };
  explicit Exchange(Deps deps) : deps_(std::move(deps)) {}

  void mount(guards::Api& api);

 private:
  gateway::Response redeem(const router::Call& call);
  gateway::Response verify(const router::Call& call);
  gateway::Response verify_in_path(const router::Call& call);

  Deps deps_;
};

}  // namespace meta
