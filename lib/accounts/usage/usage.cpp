#include "accounts/usage/usage.h"

#include <algorithm>

#include "accounts/context.h"
#include "accounts/refusals.h"
#include "base/calendar.h"
#include "store/accounts.h"
#include "store/usage.h"
#include "store/usage_databases.h"

namespace accounts {
namespace {

using Days = std::vector<store::Usage::Day>;

/// From where a list is to be read: the ids below `before`, without the `offset` newest.
struct Start {
  base::Id before;
  std::int64_t offset;
};

base::Id no_id_is_greater() {
  base::Id::Bytes bytes;
  bytes.fill(0xff);
  return base::Id(bytes);
}

// Whole days are passed over by their sums, so that a page far down costs no more than a day. What
// is in no sum yet belongs to the newest day or comes after it.
Start start_of(const Days& days, std::int64_t offset) {
  Start start{no_id_is_greater(), offset};
  std::int64_t passed = 0;
  for (std::size_t i = 0; i < days.size(); ++i) {
    passed += days[i].events;
    if (passed > offset) break;
    if (i > 0) start = {model::first_id_at(days[i].start), offset - passed};
  }
  return start;
}

std::int64_t count_of(const Days& days) {
  std::int64_t count = 0;
  for (const auto& day : days) count += day.events;
  return count;
}

}  // namespace

Usage::Usage(Context& context, store::UsageDatabases& databases)
    : context_(context), databases_(databases) {}

void Usage::track(const base::Id& account, model::UsageKind kind, const std::string& skylink,
                  std::int64_t bytes) {
  const auto now = context_.clock.now();
  const auto counted = std::clamp<std::int64_t>(bytes, 0, model::kMostBytes);
  const model::UsageEvent event{
      base::Id::make(now, context_.entropy), account, kind, now, skylink, counted,
      model::bandwidth_of(kind, counted)};
  databases_.of(account).insert(
      [&](store::Session& session) { store::Usage(session).insert(event); });
}

Usage::Page Usage::list(const base::Id& account, model::UsageKind kind, std::int64_t offset,
                        int size) {
  return databases_.of(account).read_stale([&](store::Session& session) {
    store::Usage usage(session);
    const auto days = usage.days(account, kind);
    const auto start = start_of(days, offset);
    return Page{usage.list(account, kind, start.before, start.offset, size), count_of(days)};
  });
}

model::UsageStats Usage::stats(const base::Id& account) {
  const auto month = base::month_of(context_.clock.now());
  return databases_.of(account).read_stale(
      [&](store::Session& session) { return store::Usage(session).stats(account, month); });
}

Usage::Standing Usage::standing(const base::Id& account, const model::Tiers& tiers) {
  const auto found = context_.database.read([&](store::Session& session) {
    return store::Accounts(session).by_id(account, context_.clock.now());
  });
  if (!found) throw account_gone();
  const auto& limits = model::limits_of(tiers, found->tier);
  if (!is_over_quota(stats(account), limits)) return {found->tier, limits};
  return {found->tier, model::over_quota(tiers, found->tier)};
}

bool is_over_quota(const model::UsageStats& stats, const model::TierLimits& limits) {
  return stats.of(model::UsageKind::upload).all.events > limits.max_uploads ||
         stats.storage() > limits.storage;
}

}  // namespace accounts
