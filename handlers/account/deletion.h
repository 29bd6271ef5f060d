#pragma once

#include "accounts/closure.h"
#include "origin.h"
#include "router/router.h"

namespace account {

/// The end of the caller's account.
class Deletion {
 public:
  struct Deps {
    accounts::Closure& closure;
    OriginOf origin_of;
  };
  explicit Deletion(Deps deps) : deps_(std::move(deps)) {}

  void mount(router::Api& api);

 private:
  gateway::Response remove(const router::Call& call);

  Deps deps_;
};

}  // namespace account
