#pragma once

#include <string>

#include "guards/api.h"
#include "model/oauth.h"
#include "oauth/deps.h"

namespace oauth_api {

/// Whose an access token is: the document's two routes, and that of OpenID Connect.
class Validation {
 public:
  explicit Validation(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response validate(const router::Call& call);
  gateway::Response info(const router::Call& call);
  gateway::Response user_info(const router::Call& call);

  model::TokenHolder holder_of(const std::string& token);

  const Deps& deps_;
};

}  // namespace oauth_api
