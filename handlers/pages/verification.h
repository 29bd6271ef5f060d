#pragma once

#include "guards/api.h"
#include "pages/deps.h"

namespace pages {

/// Where the link in a mail leads: a page that asks, and whose button verifies. Opening the link
/// changes nothing, since programs that scan mails open links too.
class Verification {
 public:
  explicit Verification(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response ask(const router::Call& call);
  gateway::Response verify(const router::Call& call);

  const Deps& deps_;
};

}  // namespace pages
