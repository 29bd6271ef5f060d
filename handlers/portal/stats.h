#pragma once

#include "accounts/usage/usage.h"
#include "guards/api.h"

namespace portal {

/// How much the caller has used, in all and in the current month.
class Stats {
 public:
  struct Deps {
    accounts::Usage& usage;
  };
  explicit Stats(Deps deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response show(const router::Call& call, const guards::PortalCaller& caller);

  Deps deps_;
};

}  // namespace portal
