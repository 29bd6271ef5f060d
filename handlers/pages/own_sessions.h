#pragma once

#include "accounts/sessions.h"
#include "base/clock.h"
#include "pages/settings_frame.h"
#include "router/router.h"

namespace pages {

/// Where somebody is signed in.
class OwnSessions {
 public:
  struct Deps {
    const SettingsFrame& frame;
    accounts::Sessions& sessions;
    const base::Clock& clock;
  };
  explicit OwnSessions(Deps deps) : deps_(deps) {}

  void mount(router::Api& api);

 private:
  gateway::Response show(const router::Call& call);
  gateway::Response end(const router::Call& call);
  gateway::Response end_others(const router::Call& call);

  Deps deps_;
};

}  // namespace pages
