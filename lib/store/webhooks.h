#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "model/scope.h"
#include "model/webhook.h"
#include "store/forward.h"

namespace store {

/// The table `webhooks`: subscriptions. They are removed with their grant, and their deliveries
/// with them.
class Webhooks {
 public:
  explicit Webhooks(Session& session) : session_(session) {}

  /// Returns the id.
  long long insert(const model::Webhook& webhook);

  /// Nothing when it is another grant's.
  std::optional<model::Webhook> find(long long id, const base::Id& grant);

  /// At most `limit` with ids not greater than `start` (negative: from the newest), newest first.
  std::vector<model::Webhook> of_grant(const base::Id& grant, long long start, int limit);
  long long count(const base::Id& grant);
  /// Oldest first; an account has few (model::kMostWebhooks).
  std::vector<model::Webhook> of_account(const base::Id& account);
  long long count_of_account(const base::Id& account);

  /// A subscription, and what its grant allows.
  struct Listener {
    model::Webhook webhook;
    model::Scopes scopes;
  };
  /// An account's subscriptions that are not disabled and whose grant is valid, oldest first.
  std::vector<Listener> listeners(const base::Id& account, base::Time now);

  void disable(long long id, base::Time now);
  void enable(long long id);
  /// False when it is another grant's.
  bool remove(long long id, const base::Id& grant);

 private:
  Session& session_;
};

}  // namespace store
