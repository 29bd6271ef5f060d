#pragma once

#include "account/deps.h"
#include "guards/api.h"

namespace account {

/// The end of the caller's account.
class Deletion {
 public:
  explicit Deletion(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response remove(const router::Call& call, const guards::AccountCaller& caller);

  const Deps& deps_;
};

}  // namespace account
