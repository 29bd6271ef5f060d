#pragma once

#include <string>

#include "accounts/identity/profiles.h"
#include "accounts/proof/sessions.h"
#include "grants/authorization.h"
#include "guards/api.h"
#include "origin.h"
#include "pages/renderer.h"
#include "pages/session_cookie.h"

namespace oauth_api {

/// The authorization endpoint: a client sends a browser here, and gets it back with a code once the
/// account's owner has signed in and allowed it.
class Authorize {
 public:
  struct Deps {
    grants::Authorization& authorization;
    accounts::Sessions& sessions;
    accounts::Profiles& profiles;
    const pages::Renderer& renderer;
    const pages::SessionCookie& cookie;
    bool hardened;
    OriginOf origin_of;
    std::string base_path;  ///< of our pages: "" or "/auth"
  };
  explicit Authorize(Deps deps) : deps_(std::move(deps)) {}

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

  Deps deps_;
};

}  // namespace oauth_api
