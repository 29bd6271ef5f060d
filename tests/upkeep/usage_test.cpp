#include "upkeep/usage.h"
#include "base/calendar.h"

#include <boost/test/unit_test.hpp>

#include "model/usage.h"
#include "store/accounts.h"
#include "store/backends.h"
#include "store/session.h"
#include "store/usage.h"
#include "store/usage_databases.h"
#include "support/poll.h"

using model::UsageKind;
using store::Session;

namespace {

/// All steps that there are; returns how many.
int roll_up(store::Database& database, base::Time now) {
  int steps = 0;
  while (upkeep::roll_up_usage(database, now)) ++steps;
  return steps;
}

/// One step of each task of usage but the sums.
void purge_step(store::Database& database, base::Time now, std::chrono::seconds retention) {
  const FakeClock clock(now);
  store::UsageDatabases databases(database);
  for (const auto& task : upkeep::usage_tasks(database, databases, clock, retention)) {
    if (task.name != "usage_sums") task.step();
  }
}

template <typename S>
void track(S& store, const base::Id& account, UsageKind kind, base::Time at, std::int64_t bytes) {
  const model::UsageEvent event{base::Id::make(at, store.entropy), account, kind, at, "", bytes,
                                model::bandwidth_of(kind, bytes)};
  store.template in<store::Usage>([&](auto& usage) { usage.insert(event); });
}

template <typename S>
model::UsageSum told(S& store, const base::Id& account, UsageKind kind) {
  return store
      .template in<store::Usage>(
          [&](auto& usage) { return usage.stats(account, base::month_of(kNow)); })
      .of(kind)
      .all;
}

struct Sum {
  long events;
  long bytes;
};

template <typename S>
Sum in_days(S& store) {
  return *store.database().read([](Session& session) {
    return session
        .statement("select coalesce(sum(events), 0), coalesce(sum(bytes), 0) from usage_days")
        .template first<Sum, long, long>();
  });
}

template <typename S>
long events(S& store) {
  return *store.database().read([](Session& session) {
    return session.statement("select count(*) from usage_events").template value<long>();
  });
}

template <typename S>
long removals(S& store) {
  return *store.database().read([](Session& session) {
    return session.statement("select count(*) from usage_removals").template value<long>();
  });
}

/// Uploads of one byte, one each `apart`.
template <typename S>
void track_many(S& store, const base::Id& account, int count, std::chrono::milliseconds apart) {
  store.database().transaction([&](Session& session) {
    for (int i = 0; i < count; ++i) {
      const auto at = kNow + i * apart;
      store::Usage(session).insert(
          {base::Id::make(at, store.entropy), account, UsageKind::upload, at, "", 1, 1});
    }
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(usage_upkeep)

BOOST_AUTO_TEST_CASE_TEMPLATE(the_last_two_minutes_wait, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  track(store, alice, UsageKind::upload, kNow, 5);
  BOOST_TEST(!upkeep::roll_up_usage(store.database(), kNow + upkeep::kUsageMargin));
  BOOST_TEST(upkeep::roll_up_usage(store.database(), kNow + upkeep::kUsageMargin + 1ms));
  BOOST_TEST(in_days(store).bytes == 5);
  BOOST_TEST(!upkeep::roll_up_usage(store.database(), kNow + 1h));  // idle: nothing moves
}

BOOST_AUTO_TEST_CASE_TEMPLATE(at_every_moment_the_sums_are_those_of_all_events, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto bob = store.active("bob").id;
  std::int64_t alices = 0;
  std::int64_t count = 0;
  FakeEntropy dice(7);
  for (int i = 0; i < 120; ++i) {
    const auto now = kNow + i * 37min;
    std::array<std::byte, 2> roll{};
    dice.fill(roll);
    const auto bytes = std::to_integer<std::int64_t>(roll[0]) << 20;
    track(store, alice, UsageKind::download, now, bytes);
    track(store, bob, UsageKind::upload, now, 1);
    alices += bytes;
    ++count;
    if (std::to_integer<int>(roll[1]) % 3 == 0) roll_up(store.database(), now);
    if (std::to_integer<int>(roll[1]) % 7 == 0) {
      purge_step(store.database(), now, std::chrono::days{1});
    }
    const auto sum = told(store, alice, UsageKind::download);
    BOOST_REQUIRE(sum.events == count);
    BOOST_REQUIRE(sum.bytes == alices);
  }
  BOOST_TEST(told(store, bob, UsageKind::upload).events == count);
  BOOST_TEST(in_days(store).events > 0);
  BOOST_TEST(events(store) < 2 * count);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_four_couriers_each_event_is_added_by_one, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  track_many(store, alice, 1000, 72min);  // 50 days, so at least 48 steps
  const int sum = store.in_processes(
      4, [](store::Database& database, int) { return roll_up(database, kNow + 60 * 24h); });
  BOOST_TEST(sum >= 48);
  BOOST_TEST(in_days(store).events == 1000);
  BOOST_TEST(in_days(store).bytes == 1000);
  BOOST_TEST(told(store, alice, UsageKind::upload).events == 1000);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_courier_that_is_killed_loses_nothing, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  track_many(store, alice, 1000, 72min);
  store.connection.reset();
  for (int round = 0; round < 6; ++round) {
    Forked courier([&] {
      FakeEntropy entropy(static_cast<std::uint64_t>(round + 50));
      store::Database database(store.settings(), entropy, store.generations);
      for (int i = 0; i < 1000; ++i) roll_up(database, kNow + (10 * round + 10) * 24h);
      return 0;
    });
    // Waits until it has begun and a little longer, to kill it at another point each time.
    const auto before = in_days(store).events;
    BOOST_TEST(eventually([&] { return in_days(store).events > before || before >= 1000; }));
    store.connection.reset();
    courier.kill();
  }
  BOOST_TEST(told(store, alice, UsageKind::upload).events == 1000);
  roll_up(store.database(), kNow + 60 * 24h);
  BOOST_TEST(in_days(store).events == 1000);
  BOOST_TEST(in_days(store).bytes == 1000);
  BOOST_TEST(told(store, alice, UsageKind::upload).events == 1000);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_step_removes_a_bounded_number, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice");
  track_many(store, alice.id, 5'000, 1ms);
  roll_up(store.database(), kNow + 1h);
  BOOST_TEST(in_days(store).events == 5'000);
  purge_step(store.database(), kNow + 1h, std::chrono::days{0});
  BOOST_TEST(events(store) == 5'000);
  purge_step(store.database(), kNow + 25h, std::chrono::days{1});
  BOOST_TEST(events(store) == 3'000);
  BOOST_TEST(told(store, alice.id, UsageKind::upload).events == 5'000);
  store.template in<store::Accounts>([&](auto& accounts) { accounts.remove(alice.id, kNow); });
  BOOST_TEST(events(store) == 3'000);
  purge_step(store.database(), kNow + upkeep::kAfterRemoval, std::chrono::days{0});
  BOOST_TEST(events(store) == 3'000);
  purge_step(store.database(), kNow + 25h, std::chrono::days{0});
  BOOST_TEST(events(store) == 1'000);
  purge_step(store.database(), kNow + 25h, std::chrono::days{0});
  BOOST_TEST(events(store) == 0);
  BOOST_TEST(in_days(store).events == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_came_late_of_a_removed_account_goes_too, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto bob = store.active("bob").id;
  track(store, alice, UsageKind::upload, kNow, 5);
  track(store, bob, UsageKind::upload, kNow, 7);
  store.template in<store::Accounts>([&](auto& accounts) { accounts.remove(alice, kNow); });
  roll_up(store.database(), kNow + 10min);
  track(store, alice, UsageKind::upload, kNow + 11min, 5);
  roll_up(store.database(), kNow + 20min);
  track(store, alice, UsageKind::upload, kNow + 21min, 5);
  BOOST_TEST(in_days(store).bytes == 17);
  purge_step(store.database(), kNow + upkeep::kAfterRemoval + 1ms, std::chrono::days{0});
  BOOST_TEST(in_days(store).bytes == 7);
  BOOST_TEST(events(store) == 1);
  BOOST_TEST(removals(store) == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(adding_up_keeps_nobody_from_tracking, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  track_many(store, alice, 1000, 72min);
  const auto later = kNow + 60 * 24h;
  const int sum = store.in_processes(5, [&](store::Database& database, int number) {
    if (number == 0) return std::min(1, roll_up(database, later));
    FakeEntropy entropy(static_cast<std::uint64_t>(number + 900));
    for (int i = 0; i < 50; ++i) {
      const auto id = base::Id::make(later, entropy);
      database.transaction([&](Session& session) {
        store::Usage(session).insert({id, alice, UsageKind::upload, later, "", 1, 1});
      });
    }
    return 0;
  });
  BOOST_TEST(sum == 1);
  roll_up(store.database(), later + 1h);
  BOOST_TEST(in_days(store).events == 1200);
  BOOST_TEST(told(store, alice, UsageKind::upload).events == 1200);
}

BOOST_AUTO_TEST_SUITE_END()
