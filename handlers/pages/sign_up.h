#pragma once

#include "accounts/sign_up.h"
#include "pages/site.h"
#include "router/router.h"

namespace pages {

/// Makes an account; the mail that follows leads to Verification.
class SignUp {
 public:
  struct Deps {
    const Site& site;
    accounts::SignUp& sign_up;
  };
  explicit SignUp(Deps deps) : deps_(deps) {}

  void mount(router::Api& api);

 private:
  gateway::Response ask(const router::Call& call);
  gateway::Response make(const router::Call& call);

  Deps deps_;
};

}  // namespace pages
