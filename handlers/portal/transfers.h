#pragma once

#include "accounts/usage/usage.h"
#include "guards/api.h"

namespace portal {

/// What the caller has uploaded and downloaded, one by one.
class Transfers {
 public:
  struct Deps {
    accounts::Usage& usage;
  };
  explicit Transfers(Deps deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response uploads(const router::Call& call, const guards::PortalCaller& caller);
  gateway::Response downloads(const router::Call& call, const guards::PortalCaller& caller);
  gateway::Response list(const router::Call& call, const guards::PortalCaller& caller,
                         model::UsageKind kind);

  Deps deps_;
};

}  // namespace portal
