#pragma once

#include "guards/api.h"
#include "token/deps.h"

namespace token {

/// What anybody may know of this API: its version, and the key that its tokens are checked with.
class About {
 public:
  explicit About(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response version(const router::Call& call);
  gateway::Response public_key(const router::Call& call);

  const Deps& deps_;
};

}  // namespace token
