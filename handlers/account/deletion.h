#pragma once

#include "accounts/identity/closure.h"
#include "guards/api.h"
#include "origin.h"

namespace account {

/// The end of the caller's account.
class Deletion {
 public:
  struct Deps {
    accounts::Closure& closure;
    OriginOf origin_of;
  };
  explicit Deletion(Deps deps) : deps_(std::move(deps)) {}

  void mount(guards::Api& api);

 private:
  gateway::Response remove(const router::Call& call, const guards::AccountCaller& caller);

  Deps deps_;
};

}  // namespace account
