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

/// Verifies by a mailed token, and welcomes. Refuses: not_found.
gateway::Response verify_account(const Deps& deps, const router::Call& call,
                                 const std::string& token);

}  // namespace pages
