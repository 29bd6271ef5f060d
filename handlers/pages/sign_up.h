#pragma once

#include "guards/api.h"
#include "pages/deps.h"

namespace pages {

/// Makes an account; the mail that follows leads to Verification, its code to
/// MailedCode.
class SignUp {
 public:
  explicit SignUp(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response ask(const router::Call& call);
  gateway::Response make(const router::Call& call);

  const Deps& deps_;
};

}  // namespace pages
