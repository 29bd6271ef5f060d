#pragma once

#include "guards/api.h"
#include "meta/deps.h"

namespace meta {

/// What anybody may know of this service.
class About {
 public:
  explicit About(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response show_version(const router::Call& call);

  const Deps& deps_;
};

}  // namespace meta
