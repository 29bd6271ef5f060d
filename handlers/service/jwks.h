#pragma once

#include "accounts/issuers/key_ring.h"
#include "guards/api.h"

namespace service {

/// The public keys that our JWTs are checked with, by anybody (RFC 7517 section 5).
class Jwks {
 public:
  explicit Jwks(accounts::KeyRing& keys) : keys_(keys) {}

  void mount(guards::Api& api);

 private:
  gateway::Response show(const router::Call& call);

  accounts::KeyRing& keys_;
};

}  // namespace service
