#pragma once

#include "accounts/identity/address_change.h"
#include "guards/api.h"
#include "pages/site.h"

namespace pages {

/// Where the mail to a new address leads: a page that asks, and whose button confirms,
/// with the password when nobody has typed it to ask for the address
/// (accounts/identity/address_change.h).
class Address {
 public:
  struct Deps {
    const Site& site;
    accounts::AddressChange& change;
  };
  explicit Address(Deps deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response ask(const router::Call& call);
  gateway::Response confirm(const router::Call& call);

  Deps deps_;
};

}  // namespace pages
