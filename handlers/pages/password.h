#pragma once

#include "guards/api.h"
#include "pages/deps.h"

namespace pages {

/// For whoever has forgotten their password: asks for the address, then, where the mailed link
/// leads, for a new one. Opening the link changes nothing.
class Password {
 public:
  explicit Password(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response ask_address(const router::Call& call);
  gateway::Response send_link(const router::Call& call);
  gateway::Response ask_password(const router::Call& call);
  gateway::Response set(const router::Call& call);

  const Deps& deps_;
};

/// The page that asks for a new password, by a mailed token. Refuses: not_found.
gateway::Response show_password_reset(const Deps& deps, const router::Call& call,
                                      const std::string& token, templates::Values more = {});

}  // namespace pages
