#pragma once

#include "grants/authorization.h"
#include "guards/api.h"
#include "oauth/deps.h"

namespace oauth_api {

/// The authorization endpoint: a client sends a browser here, and gets it back with a code once the
/// account's owner has signed in and allowed it.
class Authorize {
 public:
  explicit Authorize(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  using Plan = grants::Authorization::Plan;

  gateway::Response ask(const router::Call& call);
  gateway::Response answer(const router::Call& call, const model::Session& session);
  gateway::Response sign_in(const gateway::Request& request) const;
  Plan plan_of(const gateway::Fields& parameters);
  gateway::Response approve(const gateway::Request& request, const Plan& plan,
                            const model::Session& session);
  gateway::Response ask_owner(const gateway::Request& request, const Plan& plan,
                              const model::Session& session);
  std::optional<model::Session> session_of(const gateway::Request& request);

  const Deps& deps_;
};

}  // namespace oauth_api
