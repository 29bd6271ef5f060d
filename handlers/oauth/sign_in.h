#pragma once

#include <string>

#include "guards/api.h"
#include "oauth/deps.h"

namespace oauth_api {

/// The sign-in of browsers: by the form of our page, or by a signed request.
class SignIn {
 public:
  explicit SignIn(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response with_password(const router::Call& call);
  gateway::Response with_signature(const router::Call& call);
  gateway::Response signed_in(const gateway::Request& request, std::string cookie);

  const Deps& deps_;
};

}  // namespace oauth_api
