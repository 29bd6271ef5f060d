#include "store/usage_rollup.h"

#include <algorithm>
#include <string>

#include "model/usage.h"
#include "store/session.h"

namespace store {

namespace {

using namespace std::chrono_literals;

constexpr auto kUntil = "select until from usage_watermark where id = 1";

constexpr auto kBegin = R"(
insert into usage_watermark (id, until, until_id) values (1, :until, :until_id))";

constexpr auto kNth = R"(
select at from usage_events where id >= :from and id < :limit order by id limit 1 offset :nth)";

constexpr auto kMove = R"(
update usage_watermark set until = :to, until_id = :to_id where id = 1 and until = :from)";

// 1125899906842624 is 1 PiB. Whether an account is still there is not asked: the accounts may be in
// another database, and what is left of removed ones goes later.
const std::string kSums = R"(
insert into usage_days (account, kind, day, events, bytes, bandwidth)
select account, kind, at - at % 86400000, count(*),
  case when sum(bytes) < 1125899906842624 then sum(bytes) else 1125899906842624 end,
  case when sum(bandwidth) < 1125899906842624 then sum(bandwidth) else 1125899906842624 end
from usage_events
where id >= :from and id < :to
group by account, kind, at - at % 86400000)";

const std::string kAddSqlite = kSums + R"(
on conflict (account, kind, day) do update set
  events = events + excluded.events,
  bytes = min(bytes + excluded.bytes, 1125899906842624),
  bandwidth = min(bandwidth + excluded.bandwidth, 1125899906842624))";

const std::string kAddMysql = kSums + R"(
on duplicate key update
  events = usage_days.events + values(events),
  bytes = least(usage_days.bytes + values(bytes), 1125899906842624),
  bandwidth = least(usage_days.bandwidth + values(bandwidth), 1125899906842624))";

constexpr auto kNthId = "select id from usage_events order by id limit 1 offset :nth";

constexpr auto kDropBefore = "delete from usage_events where id < :before";

constexpr auto kNthIdOfAccount = R"(
select id from usage_events where account = :account and kind = :kind
order by id limit 1 offset :nth)";

constexpr auto kDropOfAccount = R"(
delete from usage_events where account = :account and kind = :kind and id < :before)";

constexpr auto kNthDayOfAccount = R"(
select day from usage_days where account = :account and kind = :kind
order by day limit 1 offset :nth)";

constexpr auto kDropDaysOfAccount = R"(
delete from usage_days where account = :account and kind = :kind and day < :before)";

constexpr int kKinds = 4;

const base::Id kLastId = [] {
  base::Id::Bytes bytes;
  bytes.fill(0xff);
  return base::Id(bytes);
}();

/// The first rows of an account and kind, in one range of an index, so that no others are locked:
/// those before the one that `nth` finds, or all of them, which are before `end`.
template <typename Key>
int drop_first(Session& session, std::string_view nth, std::string_view drop,
               const base::Id& account, int kind, int limit, const Key& end) {
  const auto found = session.statement(nth)
                         .with("account", account)
                         .with("kind", kind)
                         .with("nth", limit)
                         .template value<Key>();
  return static_cast<int>(session.statement(drop)
                              .with("account", account)
                              .with("kind", kind)
                              .with("before", found.value_or(end))
                              .run());
}

const base::Time kNoDay{std::chrono::milliseconds{9'000'000'000'000'000}};

}  // namespace

std::optional<base::Time> UsageRollup::until() {
  return session_.statement(kUntil).value<base::Time>();
}

void UsageRollup::begin(base::Time until) {
  session_.statement(kBegin).with("until", until).with("until_id", model::first_id_at(until)).run();
}

std::optional<base::Time> UsageRollup::next_step(base::Time from, base::Time limit, int most) {
  const auto nth = [&](int number, base::Time before) {
    return session_.statement(kNth)
        .with("from", model::first_id_at(from))
        .with("limit", model::first_id_at(before))
        .with("nth", number)
        .value<base::Time>();
  };
  const auto first = nth(0, limit);
  if (!first) return std::nullopt;
  const auto end = std::min(limit, *first + 24h);
  return std::clamp(nth(most, end).value_or(end), *first + 1ms, end);  // passes only what it takes
}

bool UsageRollup::move(base::Time from, base::Time to) {
  return session_.statement(kMove)
             .with("from", from)
             .with("to", to)
             .with("to_id", model::first_id_at(to))
             .run() == 1;
}

void UsageRollup::add(base::Time from, base::Time to) {
  session_.statement(session_.dialect() == Dialect::sqlite ? kAddSqlite : kAddMysql)
      .with("from", model::first_id_at(from))
      .with("to", model::first_id_at(to))
      .run();
}

int UsageRollup::purge_before(base::Time before, int limit) {
  const auto counted = until();
  if (!counted) return 0;
  const auto end = model::first_id_at(std::min(before, *counted));
  const auto nth = session_.statement(kNthId).with("nth", limit).value<base::Id>();
  return static_cast<int>(
      session_.statement(kDropBefore).with("before", std::min(end, nth.value_or(end))).run());
}

int UsageRollup::purge_account(const base::Id& account, int limit) {
  int removed = 0;
  for (int kind = 1; kind <= kKinds && removed < limit; ++kind) {
    removed += drop_first(session_, kNthIdOfAccount, kDropOfAccount, account, kind, limit - removed,
                          kLastId);
  }
  for (int kind = 1; kind <= kKinds && removed < limit; ++kind) {
    removed += drop_first(session_, kNthDayOfAccount, kDropDaysOfAccount, account, kind,
                          limit - removed, kNoDay);
  }
  return removed;
}

}  // namespace store
