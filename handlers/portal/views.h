#pragma once

#include <string>
#include <string_view>

#include "accounts/usage/usage.h"
#include "gateway/response.h"
#include "model/forward.h"
#include "model/tier.h"
#include "model/usage.h"
#include "portal/forms.h"

/// The portal API: people whom an identity provider has signed in, what they use, and how much they
/// may.
namespace portal {

/// A JSON text as clients of this API know it: '<', '>' and '&' escaped, and a newline at its end.
gateway::Response json_answer(std::string_view json, int status = 200);

// What clients get, as JSON texts.

/// `subject`: as the identity provider calls its owner.
std::string user_view(std::string_view subject, const model::Account& account,
                      const model::UsageStats& used);

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
