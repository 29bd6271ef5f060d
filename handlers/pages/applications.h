#pragma once

#include "oauth/grants.h"
#include "pages/settings_frame.h"
#include "router/router.h"

namespace pages {

/// The programs that somebody has allowed in, for them to take it back.
class Applications {
 public:
  struct Deps {
    const SettingsFrame& frame;
    oauth::Grants& grants;
  };
  explicit Applications(Deps deps) : deps_(deps) {}

  void mount(router::Api& api);

 private:
  gateway::Response show(const router::Call& call);
  gateway::Response disconnect(const router::Call& call);

  Deps deps_;
};

}  // namespace pages
