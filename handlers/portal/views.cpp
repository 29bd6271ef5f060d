#include "portal/views.h"

#include "json/json.h"
#include "model/account.h"

namespace portal {

namespace {

/// The zero time of those who know this API: nobody here has a subscription.
constexpr auto kNever = "0001-01-01T00:00:00Z";

}  // namespace

std::string user_view(std::string_view subject, const model::Account& account,
                      const model::UsageStats& used) {
  return json::dump({{"sub", subject},
                     {"tier", account.tier},
                     {"username", account.username},
                     {"subscribedUntil", kNever},
                     {"bandwidthUsed", used.month_bandwidth()},
                     {"storageUsed", used.storage()}});
}

}  // namespace portal
