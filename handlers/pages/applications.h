#pragma once

#include "guards/api.h"
#include "pages/deps.h"

namespace pages {

/// The programs that somebody has allowed in, for them to take it back.
class Applications {
 public:
  explicit Applications(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response show(const router::Call& call, const model::Session& session);
  gateway::Response disconnect(const router::Call& call, const model::Session& session);

  const Deps& deps_;
};

}  // namespace pages
