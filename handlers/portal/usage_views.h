#pragma once

#include <string>

#include "accounts/usage/usage.h"
#include "model/tier.h"
#include "model/usage.h"
#include "portal/queries.h"

namespace portal {

/// What clients get about usage, as JSON texts.

/// Somebody's limits; the subject is empty for a stranger.
struct Allowance {
  std::string subject;
  int tier;
  model::TierLimits limits;
};

std::string transfers_view(const accounts::Usage::Page& page, const PageQuery& query);
std::string stats_view(const model::UsageStats& stats);
/// Speeds in bits a second, or in bytes.
std::string allowance_view(const Allowance& allowance, bool in_bytes);
std::string tiers_view(const model::Tiers& tiers);

}  // namespace portal
