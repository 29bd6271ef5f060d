#pragma once

#include "guards/api.h"
#include "pages/deps.h"

namespace pages {

/// The front page: the ways in or, for somebody who is signed in, who they are here, what is due,
/// and the ways on.
class Front {
 public:
  explicit Front(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response show(const router::Call& call);
  gateway::Response show_home(const router::Call& call, const model::Session& session);

  const Deps& deps_;
};

}  // namespace pages
