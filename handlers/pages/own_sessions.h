#pragma once

#include "guards/api.h"
#include "pages/deps.h"

namespace pages {

/// Where somebody is signed in.
class OwnSessions {
 public:
  explicit OwnSessions(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response show(const router::Call& call, const model::Session& session);
  gateway::Response end(const router::Call& call, const model::Session& session);
  gateway::Response end_others(const router::Call& call, const model::Session& session);

  const Deps& deps_;
};

}  // namespace pages
