#include "store/usage_rollup.h"
#include "base/calendar.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"
#include "model/usage.h"
#include "store/session.h"
#include "store/usage.h"

using model::UsageKind;
using store::Session;
using store::Usage;
using store::UsageRollup;

namespace {

constexpr auto kDay = 24h;

template <typename S>
void insert(S& store, const base::Id& account, UsageKind kind, base::Time at,
            std::int64_t bytes = 1) {
  const model::UsageEvent event{
      base::Id::make(at, store.entropy), account, kind, at, "", bytes, 2 * bytes};
  store.template in<Usage>([&](auto& usage) { usage.insert(event); });
}

/// One step from where the watermark stands; the first begins at `from`.
template <typename S>
void roll_up(S& store, base::Time from, base::Time to) {
  store.template in<UsageRollup>([&](auto& rollup) {
    if (!rollup.until()) rollup.begin(from);
    BOOST_TEST(rollup.move(*rollup.until(), to));
    rollup.add(from, to);
  });
}

template <typename S>
model::UsageStats stats(S& store, const base::Id& account) {
  return store.template in<Usage>(
      [&](auto& usage) { return usage.stats(account, base::month_of(kNow)); });
}

long count(Session& session, std::string_view sql) {
  return session.statement(sql).value<long>().value();
}

template <typename S>
long count(S& store, std::string_view sql) {
  return store.database().read([&](Session& session) { return count(session, sql); });
}

constexpr auto kEvents = "select count(*) from usage_events";
constexpr auto kDays = "select count(*) from usage_days";

}  // namespace

BOOST_AUTO_TEST_SUITE(usage_rollup)

BOOST_AUTO_TEST_CASE_TEMPLATE(sums_are_of_an_account_a_kind_and_a_day, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto bob = store.active("bob").id;
  const base::Time midnight = std::chrono::floor<std::chrono::days>(kNow);
  insert(store, alice, UsageKind::upload, midnight - 1ms, 1);
  insert(store, alice, UsageKind::upload, midnight, 10);
  insert(store, alice, UsageKind::upload, kNow, 100);
  insert(store, alice, UsageKind::download, kNow, 1000);
  insert(store, bob, UsageKind::upload, kNow, 10000);
  roll_up(store, midnight - kDay, kNow + 1ms);
  const auto days =
      store.template in<Usage>([&](auto& usage) { return usage.days(alice, UsageKind::upload); });
  BOOST_REQUIRE(days.size() == 3U);
  BOOST_TEST(days[0].events == 0);
  BOOST_TEST((days[1].start == midnight));
  BOOST_TEST(days[1].events == 2);
  BOOST_TEST((days[2].start == midnight - kDay));
  BOOST_TEST(days[2].events == 1);
  BOOST_TEST(stats(store, alice).of(UsageKind::upload).all.bytes == 111);
  BOOST_TEST(stats(store, alice).of(UsageKind::upload).all.bandwidth == 222);
  BOOST_TEST(stats(store, alice).of(UsageKind::download).all.bytes == 1000);
  BOOST_TEST(stats(store, bob).of(UsageKind::upload).all.bytes == 10000);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_later_step_adds_to_the_same_day, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  for (int i = 0; i < 6; ++i) insert(store, alice, UsageKind::upload, kNow + i * 1s, i);
  roll_up(store, kNow, kNow + 2s);
  roll_up(store, kNow + 2s, kNow + 4s);
  BOOST_TEST(count(store, kDays) == 1);
  BOOST_TEST(stats(store, alice).of(UsageKind::upload).all.events == 6);
  BOOST_TEST(stats(store, alice).of(UsageKind::upload).all.bytes == 15);
  const auto days =
      store.template in<Usage>([&](auto& usage) { return usage.days(alice, UsageKind::upload); });
  BOOST_TEST(days.at(0).events == 2);
  BOOST_TEST(days.at(1).events == 4);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_step_ends_at_its_bounds, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto step = [&](base::Time from, base::Time limit, int most) {
    return store.template in<UsageRollup>(
        [&](auto& rollup) { return rollup.next_step(from, limit, most); });
  };
  BOOST_TEST(!step(base::Time{}, kNow, 10).has_value());
  for (int i = 0; i < 5; ++i) insert(store, alice, UsageKind::upload, kNow + i * 1s);
  insert(store, alice, UsageKind::upload, kNow + 4s);
  BOOST_TEST((step(base::Time{}, kNow + 10s, 10) == kNow + 10s));
  BOOST_TEST((step(base::Time{}, kNow + 50h, 10) == kNow + 24h));
  BOOST_TEST((step(base::Time{}, kNow + 10h, 3) == kNow + 3s));
  BOOST_TEST((step(kNow + 2s, kNow + 10h, 1) == kNow + 3s));
  BOOST_TEST((step(kNow + 4s, kNow + 10h, 1) == kNow + 4s + 1ms));  // both are of one moment
  BOOST_TEST(!step(kNow + 5s, kNow + 10h, 1).has_value());
  BOOST_TEST(!step(base::Time{}, kNow, 1).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_watermark_moves_only_from_where_it_stands, On, Backends) {
  Store<On> store;
  store.template in<UsageRollup>([](auto& rollup) {
    BOOST_TEST(!rollup.until().has_value());
    BOOST_TEST(!rollup.move(kNow, kNow + 1s));
    rollup.begin(kNow);
    BOOST_TEST(!rollup.move(kNow - 1ms, kNow + 1s));
    BOOST_TEST(rollup.move(kNow, kNow + 1s));
    BOOST_TEST(!rollup.move(kNow, kNow + 1s));
    BOOST_TEST((rollup.until() == kNow + 1s));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(no_sum_overflows, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  for (int step = 0; step < 3; ++step) {
    for (int i = 0; i < 100; ++i) {
      insert(store, alice, UsageKind::upload, kNow + step * 1s, model::kMostBytes);
    }
    roll_up(store, kNow + step * 1s, kNow + step * 1s + 1s);
    BOOST_TEST(stats(store, alice).of(UsageKind::upload).all.bytes == std::int64_t{1} << 50);
    BOOST_TEST(stats(store, alice).of(UsageKind::upload).all.bandwidth == std::int64_t{1} << 50);
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(only_what_is_counted_is_purged, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  for (int i = 0; i < 7; ++i) insert(store, alice, UsageKind::upload, kNow + i * 1s);
  const auto purge = [&](base::Time before, int limit) {
    return store.template in<UsageRollup>(
        [&](auto& rollup) { return rollup.purge_before(before, limit); });
  };
  BOOST_TEST(purge(kNow + 1h, 10) == 0);
  roll_up(store, kNow, kNow + 5s);
  BOOST_TEST(purge(kNow + 4s, 3) == 3);
  BOOST_TEST(purge(kNow + 4s, 3) == 1);
  BOOST_TEST(purge(kNow + 4s, 3) == 0);
  BOOST_TEST(purge(kNow + 1h, 3) == 1);
  BOOST_TEST(count(store, kEvents) == 2);
  BOOST_TEST(stats(store, alice).of(UsageKind::upload).all.events == 7);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_an_account_has_used_is_purged_in_portions, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto bob = store.active("bob").id;
  for (const auto kind : {UsageKind::upload, UsageKind::download, UsageKind::registry_read,
                          UsageKind::registry_write}) {
    for (int i = 0; i < 4; ++i) {
      insert(store, alice, kind, kNow + i * 1s);
      insert(store, bob, kind, kNow + i * 1s);
    }
  }
  roll_up(store, kNow, kNow + 2s);
  BOOST_TEST(count(store, kDays) == 8);
  const auto purge = [&] {
    return store.template in<UsageRollup>(
        [&](auto& rollup) { return rollup.purge_account(alice, 7); });
  };
  BOOST_TEST(purge() == 7);
  BOOST_TEST(purge() == 7);
  BOOST_TEST(purge() == 6);
  BOOST_TEST(purge() == 0);
  BOOST_TEST(count(store, kEvents) == 16);
  BOOST_TEST(count(store, kDays) == 4);
  BOOST_TEST(stats(store, bob).of(UsageKind::upload).all.events == 4);
}

BOOST_AUTO_TEST_SUITE_END()
