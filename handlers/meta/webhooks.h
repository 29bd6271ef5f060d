#pragma once

#include "guards/api.h"
#include "meta/deps.h"

namespace meta {

/// Subscriptions to what happens to an account, and what became of each delivery. A token sees
/// those of its own grant alone.
class Webhooks {
 public:
  explicit Webhooks(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response list(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response create(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response show(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response remove(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response enable(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response ping(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response list_deliveries(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response show_delivery(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response redeliver(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response show_key(const router::Call& call);

  const Deps& deps_;
};

}  // namespace meta
