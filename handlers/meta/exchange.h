#pragma once

#include "guards/api.h"
#include "meta/deps.h"

namespace meta {

/// What clients ask without anybody's browser: a token for an exchange token, and whether one is
/// good.
class Exchange {
 public:
  explicit Exchange(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response redeem(const router::Call& call);
  gateway::Response verify(const router::Call& call);
  gateway::Response verify_in_path(const router::Call& call);

  const Deps& deps_;
};

}  // namespace meta
