#include "store/usage.h"

#include "store/session.h"

namespace store {

namespace {

constexpr auto kInsert = R"(
insert into usage_events (id, account, kind, at, skylink, bytes, bandwidth)
values (:id, :account, :kind, :at, :skylink, :bytes, :bandwidth))";

// What stands in /*! */ is for MySQL alone, which would rather walk through everybody's events when
// a list is to be in the order of the primary key.
constexpr auto kList = R"(
select id, at, skylink, bytes, bandwidth
from usage_events /*! force index (usage_events_account_id) */
where account = :account and kind = :kind and id < :before
order by id desc limit :limit offset :offset)";

constexpr auto kStats = R"(
select kind, sum(events), sum(bytes), sum(bandwidth),
  sum(case when day >= :month then events else 0 end),
  sum(case when day >= :month then bytes else 0 end),
  sum(case when day >= :month then bandwidth else 0 end)
from (
  select kind, day, events, bytes, bandwidth from usage_days where account = :account
  union all
  select kind, at, 1, bytes, bandwidth
  from usage_events /*! force index (usage_events_account_id) */
  where account = :account and kind in (1, 2, 3, 4)
  and id >= coalesce((select until_id from usage_watermark where id = 1), '')
) as used group by kind)";

constexpr auto kDays = R"(
select day, events from usage_days where account = :account and kind = :kind
union all
select 9000000000000000, count(*)
from usage_events /*! force index (usage_events_account_id) */
where account = :account and kind = :kind
and id >= coalesce((select until_id from usage_watermark where id = 1), '')
order by 1 desc)";

int number_of(model::UsageKind kind) { return static_cast<int>(kind); }

struct Listed {
  base::Id id;
  base::Time at;
  std::string skylink;
  long bytes;
  long bandwidth;
};

struct Sums {
  int kind;
  long events, bytes, bandwidth;
  long month_events, month_bytes, month_bandwidth;
};

}  // namespace

void Usage::insert(const model::UsageEvent& event) {
  session_.statement(kInsert)
      .with("id", event.id)
      .with("account", event.account)
      .with("kind", number_of(event.kind))
      .with("at", event.at)
      .with("skylink", event.skylink)
      .with("bytes", event.bytes)
      .with("bandwidth", event.bandwidth)
      .run();
}

std::vector<model::UsageEvent> Usage::list(const base::Id& account, model::UsageKind kind,
                                           const base::Id& before, std::int64_t offset, int limit) {
  const auto rows = session_.statement(kList)
                        .with("account", account)
                        .with("kind", number_of(kind))
                        .with("before", before)
                        .with("offset", offset)
                        .with("limit", limit)
                        .all<Listed, base::Id, base::Time, std::string, long, long>();
  std::vector<model::UsageEvent> events;
  events.reserve(rows.size());
  for (const auto& row : rows) {
    events.push_back({row.id, account, kind, row.at, row.skylink, row.bytes, row.bandwidth});
  }
  return events;
}

model::UsageStats Usage::stats(const base::Id& account, base::Time month) {
  const auto rows = session_.statement(kStats)
                        .with("account", account)
                        .with("month", month)
                        .all<Sums, int, long, long, long, long, long, long>();
  model::UsageStats stats;
  for (const auto& row : rows) {
    stats.of(static_cast<model::UsageKind>(row.kind)) = {
        {row.events, row.bytes, row.bandwidth},
        {row.month_events, row.month_bytes, row.month_bandwidth}};
  }
  return stats;
}

std::vector<Usage::Day> Usage::days(const base::Id& account, model::UsageKind kind) {
  return session_.statement(kDays)
      .with("account", account)
      .with("kind", number_of(kind))
      .all<Day, base::Time, long>();
}

}  // namespace store
