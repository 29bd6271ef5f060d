#pragma once

#include <string>

#include "accounts/identity/profiles.h"
#include "grants/access.h"
#include "guards/api.h"

namespace oauth_api {

/// Whose an access token is: the document's two routes, and that of OpenID Connect.
class Validation {
 public:
  struct Deps {
    grants::Access& access;
    accounts::Profiles& profiles;
    bool hardened;
    std::string issuer;
  };
  explicit Validation(Deps deps) : deps_(std::move(deps)) {}

  void mount(guards::Api& api);

 private:
  gateway::Response validate(const router::Call& call);
  gateway::Response info(const router::Call& call);
  gateway::Response user_info(const router::Call& call);

  model::TokenHolder holder_of(const std::string& token);

  Deps deps_;
};

}  // namespace oauth_api
