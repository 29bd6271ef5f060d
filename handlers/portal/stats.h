#pragma once

#include "accounts/usage/usage.h"
#include "guards/api.h"

namespace portal {

/// How much the caller has used, in all and in the current month.
class Stats {
 public:
  explicit Stats(accounts::Usage& usage) : usage_(usage) {}

  void mount(guards::Api& api);

 private:
  gateway::Response show(const router::Call& call, const guards::PortalCaller& caller);

  accounts::Usage& usage_;
};

}  // namespace portal
