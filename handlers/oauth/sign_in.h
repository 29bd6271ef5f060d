#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/proof/browser_sign_in.h"
#include "guards/api.h"
#include "origin.h"
#include "pages/session_cookie.h"

namespace oauth_api {

/// The sign-in of browsers: by the form of our page, or by a signed request.
class SignIn {
 public:
  struct Deps {
    accounts::BrowserSignIn& sign_in;
    accounts::Sessions& sessions;
    const pages::SessionCookie& cookie;
    OriginOf origin_of;
    std::string home;  ///< where to go then: "/settings"
  };
  explicit SignIn(Deps deps) : deps_(std::move(deps)) {}

  void mount(guards::Api& api);

 private:
  gateway::Response with_password(const router::Call& call);
  gateway::Response with_signature(const router::Call& call);
  gateway::Response signed_in(const gateway::Request& request, std::string cookie);

  Deps deps_;
};

}  // namespace oauth_api
