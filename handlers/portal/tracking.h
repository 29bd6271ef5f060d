#pragma once

#include "accounts/usage/usage.h"
#include "guards/api.h"

namespace portal {

/// What a portal's own servers report about the caller's use of it.
class Tracking {
 public:
  explicit Tracking(accounts::Usage& usage) : usage_(usage) {}

  void mount(guards::Api& api);

 private:
  gateway::Response upload(const router::Call& call, const guards::PortalCaller& caller);
  gateway::Response download(const router::Call& call, const guards::PortalCaller& caller);
  gateway::Response registry_read(const router::Call& call, const guards::PortalCaller& caller);
  gateway::Response registry_write(const router::Call& call, const guards::PortalCaller& caller);

  accounts::Usage& usage_;
};

}  // namespace portal
