#pragma once

#include "accounts/usage/usage.h"
#include "guards/api.h"

namespace portal {

/// What a portal's own servers report about the caller's use of it.
class Tracking {
 public:
  struct Deps {
    accounts::Usage& usage;
  };
  explicit Tracking(Deps deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response upload(const router::Call& call, const guards::PortalCaller& caller);
  gateway::Response download(const router::Call& call, const guards::PortalCaller& caller);
  gateway::Response registry_read(const router::Call& call, const guards::PortalCaller& caller);
  gateway::Response registry_write(const router::Call& call, const guards::PortalCaller& caller);

  Deps deps_;
};

}  // namespace portal
