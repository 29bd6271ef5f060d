#pragma once

#include "account/deps.h"
#include "guards/api.h"

namespace account {

/// Accounts asked for, and verified by what was mailed.
class Registration {
 public:
  explicit Registration(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response register_account(const router::Call& call);
  gateway::Response verify(const router::Call& call);

  const Deps& deps_;
};

}  // namespace account
