#pragma once

#include "grants/grants.h"
#include "guards/api.h"
#include "pages/settings_frame.h"

namespace pages {

/// The programs that somebody has allowed in, for them to take it back.
class Applications {
 public:
  struct Deps {
    const SettingsFrame& frame;
    grants::Grants& grants;
  };
  explicit Applications(Deps deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response show(const router::Call& call, const model::Session& session);
  gateway::Response disconnect(const router::Call& call, const model::Session& session);

  Deps deps_;
};

}  // namespace pages
