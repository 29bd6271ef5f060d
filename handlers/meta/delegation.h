#pragma once

#include "guards/api.h"
#include "meta/deps.h"
#include "model/oauth.h"

namespace meta {

/// The scopes that another service lends out. It names itself by X-OAuth-ID and X-OAuth-Secret.
class Delegation {
 public:
  explicit Delegation(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response list(const router::Call& call);
  gateway::Response create(const router::Call& call);
  gateway::Response show(const router::Call& call);
  gateway::Response remove(const router::Call& call);

  model::Client service_of(const router::Call& call);

  const Deps& deps_;
};

}  // namespace meta
