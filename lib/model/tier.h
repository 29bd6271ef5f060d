#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace model {

/// What an account of a tier may use.
struct TierLimits {
  std::string name;
  std::int64_t upload_bandwidth = 0;    ///< bytes a second
  std::int64_t download_bandwidth = 0;  ///< bytes a second
  std::int64_t max_upload_size = 0;     ///< bytes of one upload
  std::int64_t max_uploads = 0;         ///< in all
  std::int64_t registry_delay = 0;      ///< milliseconds that each use of the registry waits
  std::int64_t storage = 0;             ///< bytes in all
};

/// Tier 0 is for people without an account. Accounts begin in tier 1.
inline constexpr int kAnonymousTier = 0;
inline constexpr int kFreeTier = 1;
inline constexpr std::size_t kTiers = 5;

using Tiers = std::array<TierLimits, kTiers>;

/// The limits of a tier; for an unknown number, those of the free one.
const TierLimits& limits_of(const Tiers& tiers, int tier);

/// A tier's limits when its quota is used up: its own, except for the speeds and the delay, which
/// are those of tier 0.
TierLimits over_quota(const Tiers& tiers, int tier);

}  // namespace model
