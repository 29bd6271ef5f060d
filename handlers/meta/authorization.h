#pragma once

#include "grants/exchange.h"
#include "guards/api.h"
#include "meta/deps.h"

namespace meta {

/// Where a client sends its user: they see who asks for what, and go back with an exchange token,
/// or read it off the page.
class Authorization {
 public:
  explicit Authorization(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response ask(const router::Call& call, const model::Session& session);
  gateway::Response decide(const router::Call& call, const model::Session& session);

  gateway::Response show_consent(const gateway::Request& request,
                                 const grants::Exchange::Plan& plan, const model::Session& session);
  gateway::Response refuse(const gateway::Request& request, const grants::Exchange::Plan& plan);
  gateway::Response approve(const gateway::Request& request, const grants::Exchange::Plan& plan,
                            const model::Session& session, const model::Scopes& allowed);

  const Deps& deps_;
};

}  // namespace meta
