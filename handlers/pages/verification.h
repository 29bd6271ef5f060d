#pragma once

#include <string>

#include "accounts/sign_up.h"
#include "origin.h"
#include "pages/renderer.h"
#include "router/router.h"

namespace pages {

/// Where the link in a mail leads: a page that asks, and whose button verifies. Opening the link
/// changes nothing, since programs that scan mails open links too.
class Verification {
 public:
  struct Deps {
    accounts::SignUp& sign_up;
    const Renderer& renderer;
    OriginOf origin_of;
    std::string public_origin;  ///< "https://example.org": from where alone the form may come
    std::string action;         ///< where the form goes: "/verify" below the base path
  };
  explicit Verification(Deps deps) : deps_(std::move(deps)) {}

  void mount(router::Api& api);

 private:
  gateway::Response ask(const router::Call& call);
  gateway::Response verify(const router::Call& call);

  Deps deps_;
};

}  // namespace pages
