#pragma once

#include "accounts/issuers/key_ring.h"
#include "guards/api.h"

namespace service {

/// The public keys that our JWTs are checked with, by anybody (RFC 7517 section 5).
class Jwks {
 public:
  struct Deps {
    accounts::KeyRing& keys;
  };
  explicit Jwks(Deps deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response show(const router::Call& call);

  Deps deps_;
};

}  // namespace service
