#include "model/tier.h"

namespace model {

const TierLimits& limits_of(const Tiers& tiers, int tier) {
  const bool known = tier >= 0 && tier < static_cast<int>(kTiers);
  return tiers[static_cast<std::size_t>(known ? tier : kFreeTier)];
}

TierLimits over_quota(const Tiers& tiers, int tier) {
  auto limits = limits_of(tiers, tier);
  const auto& slow = tiers[kAnonymousTier];
  limits.upload_bandwidth = slow.upload_bandwidth;
  limits.download_bandwidth = slow.download_bandwidth;
  limits.registry_delay = slow.registry_delay;
  return limits;
}

}  // namespace model
