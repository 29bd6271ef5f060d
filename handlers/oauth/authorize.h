#pragma once

#include "grants/authorization.h"
#include "guards/api.h"
#include "oauth/deps.h"
#include "pages/asked.h"

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
  gateway::Response take(const router::Call& call, const guards::Sender& sender);
  gateway::Response answer(const gateway::Request& request);
  gateway::Response go_on(const gateway::Request& request, Plan& plan,
                          const std::optional<model::Session>& session);
  gateway::Response decide(const gateway::Request& request, const model::Session& session);
  gateway::Response sign_in(const gateway::Request& request, const Plan& plan) const;
  Plan plan_of(const pages::Asked& asked);
  gateway::Response approve(const gateway::Request& request, const Plan& plan,
                            const model::Session& session);
  gateway::Response send_on(const gateway::Request& request, const grants::Answer& answer) const;
  gateway::Response ask_owner(const gateway::Request& request, const Plan& plan,
                              const model::Session& session);
  std::optional<model::Session> session_of(const gateway::Request& request);

  const Deps& deps_;
};

}  // namespace oauth_api
