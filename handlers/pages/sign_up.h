#pragma once

#include "accounts/identity/sign_up.h"
#include "guards/api.h"
#include "pages/site.h"

namespace pages {

/// Makes an account; the mail that follows leads to Verification.
class SignUp {
 public:
  struct Deps {
    const Site& site;
    accounts::SignUp& sign_up;
  };
  explicit SignUp(Deps deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response ask(const router::Call& call);
  gateway::Response make(const router::Call& call);

  Deps deps_;
};

}  // namespace pages
