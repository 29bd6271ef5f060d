#pragma once

#include "guards/api.h"
#include "pages/deps.h"

namespace pages {

/// Where the mail to a new address leads: a page that asks, and whose button confirms,
/// with the password when nobody has typed it to ask for the address
/// (accounts/identity/address_change.h).
class Address {
 public:
  explicit Address(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response ask(const router::Call& call);
  gateway::Response confirm(const router::Call& call);

  const Deps& deps_;
};

}  // namespace pages
