#pragma once

#include "accounts/webhooks/webhooks.h"
#include "guards/api.h"
#include "origin.h"

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

  void mount(guards::Api& api);

 private:
  gateway::Response list(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response create(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response show(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response remove(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response list_deliveries(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response show_delivery(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response redeliver(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response show_key(const router::Call& call);

  Deps deps_;
};

}  // namespace meta
