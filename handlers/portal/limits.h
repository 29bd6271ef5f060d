#pragma once

#include <functional>

#include "accounts/usage/usage.h"
#include "guards/api.h"
#include "model/tier.h"
#include "portal/views.h"

namespace portal {

/// What the tiers allow, and what is allowed to the caller, whoever that is: a portal asks here how
/// fast it may serve somebody.
class Limits {
 public:
  struct Deps {
    accounts::Usage& usage;
    model::Tiers tiers;
    /// Who is calling, with an account; throws base::Error for everybody else.
    std::function<guards::PortalCaller(const gateway::Request&)> caller_of;
  };
  explicit Limits(Deps deps) : deps_(std::move(deps)) {}

  void mount(guards::Api& api);

 private:
  gateway::Response own(const router::Call& call);
  gateway::Response all(const router::Call& call);
  Allowance allowance_of(const gateway::Request& request);

  Deps deps_;
};

}  // namespace portal
