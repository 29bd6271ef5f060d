#pragma once

#include "accounts/proof/sessions.h"
#include "base/clock.h"
#include "guards/api.h"
#include "pages/settings_frame.h"

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

  void mount(guards::Api& api);

 private:
  gateway::Response show(const router::Call& call, const model::Session& session);
  gateway::Response end(const router::Call& call, const model::Session& session);
  gateway::Response end_others(const router::Call& call, const model::Session& session);

  Deps deps_;
};

}  // namespace pages
