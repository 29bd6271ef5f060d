#pragma once

#include <string>

#include "router/router.h"

namespace meta {

/// What anybody may know of this service.
class About {
 public:
  struct Deps {
    std::string version;
  };
  explicit About(Deps deps) : deps_(std::move(deps)) {}

  void mount(router::Api& api);

 private:
  gateway::Response show_version(const router::Call& call);

  Deps deps_;
};

}  // namespace meta
