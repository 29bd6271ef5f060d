#pragma once

#include "accounts/address_change.h"
#include "pages/site.h"
#include "router/router.h"

namespace pages {

/// Where the mail to a new address leads: a page that asks, and whose button confirms.
class Address {
 public:
  struct Deps {
    const Site& site;
    accounts::AddressChange& change;
  };
  explicit Address(Deps deps) : deps_(deps) {}

  void mount(router::Api& api);

 private:
  gateway::Response ask(const router::Call& call);
  gateway::Response confirm(const router::Call& call);

  Deps deps_;
};

}  // namespace pages
