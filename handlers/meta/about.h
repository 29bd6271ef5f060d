#pragma once

#include <string>

#include "guards/api.h"

namespace meta {

/// What anybody may know of this service.
class About {
 public:
  struct Deps {
    std::string version;
  };
  explicit About(Deps deps) : deps_(std::move(deps)) {}

  void mount(guards::Api& api);

 private:
  gateway::Response show_version(const router::Call& call);

  Deps deps_;
};

}  // namespace meta
