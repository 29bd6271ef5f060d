#pragma once

#include "accounts/usage.h"
#include "router/router.h"

namespace portal {

/// What a portal's own servers report about the caller's use of it.
class Tracking {
 public:
  struct Deps {
    accounts::Usage& usage;
  };
  explicit Tracking(Deps deps) : deps_(deps) {}

  void mount(router::Api& api);

 private:
  gateway::Response upload(const router::Call& call);
  gateway::Response download(const router::Call& call);
  gateway::Response registry_read(const router::Call& call);
  gateway::Response registry_write(const router::Call& call);

  Deps deps_;
};

}  // namespace portal
