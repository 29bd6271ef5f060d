#pragma once

#include "accounts/issuers/signing_keys.h"
#include "guards/api.h"

namespace token {

/// What anybody may know of this API: its version, and the key that its tokens are checked with.
class About {
 public:
  struct Deps {
    accounts::SigningKeys& keys;
  };
  explicit About(Deps deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response version(const router::Call& call);
  gateway::Response public_key(const router::Call& call);

  Deps deps_;
};

}  // namespace token
