#pragma once

#include <string>

#include "accounts/profiles.h"
#include "oauth/access.h"
#include "router/router.h"

namespace oauth_api {

/// Whose an access token is: the document's two routes, and that of OpenID Connect.
class Validation {
 public:
  struct Deps {
    oauth::Access& access;
    accounts::Profiles& profiles;
    bool hardened;
    std::string issuer;
  };
  explicit Validation(Deps deps) : deps_(std::move(deps)) {}

  void mount(router::Api& api);

 private:
  gateway::Response validate(const router::Call& call);
  gateway::Response info(const router::Call& call);
  gateway::Response user_info(const router::Call& call);

  model::TokenHolder holder_of(const std::string& token);

  Deps deps_;
};

}  // namespace oauth_api
