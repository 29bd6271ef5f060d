#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "accounts/forward.h"
#include "base/id.h"
#include "model/tier.h"
#include "model/usage.h"
#include "store/forward.h"

namespace accounts {

/// What accounts use of a portal: tracked one by one, told as lists and sums. It holds nobody back:
/// what is left of a quota is told to the portal, which does.
class Usage {
 public:
  /// `databases` must outlive it: where it is counted.
  Usage(Context& context, store::UsageDatabases& databases);

  /// Keeps one use. It is durable when this returns; nothing but one row is written. Refuses:
  /// unavailable.
  void track(const base::Id& account, model::UsageKind kind, const std::string& skylink,
             std::int64_t bytes);

  struct Page {
    std::vector<model::UsageEvent> items;  ///< newest first
    std::int64_t count = 0;                ///< of all time, also of those that are kept no more
  };
  /// What an account has used of this kind, without the `offset` newest ones, at most `size`.
  Page list(const base::Id& account, model::UsageKind kind, std::int64_t offset, int size);

  /// Sums of all time and of the current month (UTC).
  model::UsageStats stats(const base::Id& account);

  struct Standing {
    int tier;
    model::TierLimits limits;  ///< when the quota is used up, what is left of them
  };
  /// What an account may use now. Refuses: unauthorized (there is no such account).
  Standing standing(const base::Id& account, const model::Tiers& tiers);

 private:
  const Context& context_;
  store::UsageDatabases& databases_;
};

/// Whether more is used than these limits allow.
bool is_over_quota(const model::UsageStats& stats, const model::TierLimits& limits);

}  // namespace accounts
