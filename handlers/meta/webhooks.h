#pragma once

#include "accounts/webhooks.h"
#include "origin.h"
#include "router/router.h"

namespace meta {

/// Subscriptions to what happens to an account, and what became of each delivery. A token sees
/// those of its own grant alone.
class Webhooks {
 public:
  struct Deps {
    accounts::Webhooks& webhooks;
    OriginOf origin_of;
  };
  explicit Webhooks(Deps deps) : deps_(std::move(deps)) {}

  void mount(router::Api& api);

 private:
  gateway::Response list(const router::Call& call);
  gateway::Response create(const router::Call& call);
  gateway::Response show(const router::Call& call);
  gateway::Response remove(const router::Call& call);
  gateway::Response list_deliveries(const router::Call& call);
  gateway::Response show_delivery(const router::Call& call);
  gateway::Response redeliver(const router::Call& call);
  gateway::Response show_key(const router::Call& call);

  Deps deps_;
};

}  // namespace meta
