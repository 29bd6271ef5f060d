#pragma once

#include "accounts/usage/usage.h"
#include "guards/api.h"

namespace portal {

/// What the caller has uploaded and downloaded, one by one.
class Transfers {
 public:
  explicit Transfers(accounts::Usage& usage) : usage_(usage) {}

  void mount(guards::Api& api);

 private:
  gateway::Response uploads(const router::Call& call, const guards::PortalCaller& caller);
  gateway::Response downloads(const router::Call& call, const guards::PortalCaller& caller);
  gateway::Response list(const router::Call& call, const guards::PortalCaller& caller,
                         model::UsageKind kind);

  accounts::Usage& usage_;
};

}  // namespace portal
