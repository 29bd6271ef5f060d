#pragma once

#include <string>

#include "accounts/identity/sign_up.h"
#include "guards/api.h"
#include "origin.h"
#include "pages/renderer.h"

namespace pages {

/// Where the link in a mail leads: a page that asks, and whose button verifies. Opening the link
/// changes nothing, since programs that scan mails open links too.
class Verification {
 public:
  struct Deps {
    accounts::SignUp& sign_up;
    const Renderer& renderer;
    OriginOf origin_of;
    std::string action;  ///< where the form goes: "/verify" below the base path
  };
  explicit Verification(Deps deps) : deps_(std::move(deps)) {}

  void mount(guards::Api& api);

 private:
  gateway::Response ask(const router::Call& call);
  gateway::Response verify(const router::Call& call);

  Deps deps_;
};

}  // namespace pages
