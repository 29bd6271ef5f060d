#pragma once

#include "accounts/usage.h"
#include "router/router.h"

namespace portal {

/// How much the caller has used, in all and in the current month.
class Stats {
 public:
  struct Deps {
    accounts::Usage& usage;
  };
  explicit Stats(Deps deps) : deps_(deps) {}

  void mount(router::Api& api);

 private:
  gateway::Response show(const router::Call& call);

  Deps deps_;
};

}  // namespace portal
