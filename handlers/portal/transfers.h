#pragma once

#include "accounts/usage.h"
#include "router/router.h"

namespace portal {

/// What the caller has uploaded and downloaded, one by one.
class Transfers {
 public:
  struct Deps {
    accounts::Usage& usage;
  };
  explicit Transfers(Deps deps) : deps_(deps) {}

  void mount(router::Api& api);

 private:
  gateway::Response uploads(const router::Call& call);
  gateway::Response downloads(const router::Call& call);
  gateway::Response list(const router::Call& call, model::UsageKind kind);

  Deps deps_;
};

}  // namespace portal
