#include "store/usage.h"
#include "base/calendar.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"
#include "model/usage.h"

using model::UsageKind;
using store::Usage;

namespace {

constexpr auto kSkylink = "_A70A-ibzv2Woueb2_LutFjMq5nL9bamDtoSxYeq4nYwng";

const base::Id kNewest = model::first_id_at(kNow + 240h);

template <typename S>
model::UsageEvent insert(S& store, const base::Id& account, UsageKind kind, base::Time at = kNow,
                         std::int64_t bytes = 100) {
  const bool is_registry = kind == UsageKind::registry_read || kind == UsageKind::registry_write;
  const model::UsageEvent event{
      base::Id::make(at, store.entropy), account, kind, at, is_registry ? "" : kSkylink, bytes,
      model::bandwidth_of(kind, bytes)};
  store.template in<Usage>([&](auto& usage) { usage.insert(event); });
  return event;
}

template <typename S>
std::vector<model::UsageEvent> list(S& store, const base::Id& account, UsageKind kind,
                                    std::int64_t offset, int limit) {
  return store.template in<Usage>(
      [&](auto& usage) { return usage.list(account, kind, kNewest, offset, limit); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(usage_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(an_event_comes_back_as_it_was, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto event = insert(store, alice, UsageKind::upload, kNow, model::kMostBytes);
  const auto listed = list(store, alice, UsageKind::upload, 0, 10);
  BOOST_REQUIRE(listed.size() == 1U);
  BOOST_TEST((listed[0].id == event.id));
  BOOST_TEST((listed[0].at == kNow));
  BOOST_TEST(listed[0].skylink == kSkylink);
  BOOST_TEST(listed[0].bytes == model::kMostBytes);
  BOOST_TEST(listed[0].bandwidth == event.bandwidth);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_list_is_of_one_account_and_kind_newest_first, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto bob = store.active("bob").id;
  for (int i = 0; i < 5; ++i) insert(store, alice, UsageKind::upload, kNow + i * 1ms, i);
  insert(store, alice, UsageKind::download, kNow + 9ms);
  insert(store, bob, UsageKind::upload, kNow + 9ms);
  const auto all = list(store, alice, UsageKind::upload, 0, 10);
  BOOST_REQUIRE(all.size() == 5U);
  for (std::size_t i = 0; i < 5; ++i) BOOST_TEST(all[i].bytes == static_cast<long>(4 - i));
  const auto page = list(store, alice, UsageKind::upload, 3, 10);
  BOOST_REQUIRE(page.size() == 2U);
  BOOST_TEST(page[0].bytes == 1);
  BOOST_TEST(list(store, alice, UsageKind::upload, 1, 2).size() == 2U);
  BOOST_TEST(list(store, alice, UsageKind::upload, 5, 10).empty());
  BOOST_TEST(list(store, alice, UsageKind::upload, 9'000'000'000'000'000'000, 10).empty());
  BOOST_TEST(list(store, alice, UsageKind::registry_read, 0, 10).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(events_count_before_anybody_has_rolled_them_up, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  insert(store, alice, UsageKind::upload, kNow, 5);
  insert(store, alice, UsageKind::upload, kNow - 240h, 7);
  insert(store, alice, UsageKind::registry_write);
  insert(store, store.active("bob").id, UsageKind::upload);
  const auto stats = store.template in<Usage>(
      [&](auto& usage) { return usage.stats(alice, base::month_of(kNow)); });
  BOOST_TEST(stats.of(UsageKind::upload).all.events == 2);
  BOOST_TEST(stats.of(UsageKind::upload).all.bytes == 12);
  BOOST_TEST(stats.of(UsageKind::upload).all.bandwidth == 2 * 40 << 20);
  BOOST_TEST(stats.of(UsageKind::registry_write).all.events == 1);
  BOOST_TEST(stats.of(UsageKind::download).all.events == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_month_has_what_is_not_older_than_its_first_day, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto month = base::month_of(kNow);
  insert(store, alice, UsageKind::download, month - 1ms, 1);
  insert(store, alice, UsageKind::download, month, 10);
  insert(store, alice, UsageKind::download, kNow, 100);
  const auto stats =
      store.template in<Usage>([&](auto& usage) { return usage.stats(alice, month); });
  BOOST_TEST(stats.of(UsageKind::download).all.bytes == 111);
  BOOST_TEST(stats.of(UsageKind::download).month.bytes == 110);
  BOOST_TEST(stats.of(UsageKind::download).month.events == 2);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(no_event_of_many_processes_is_lost, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const int sum = store.in_processes(8, [&](store::Database& database, int number) {
    FakeEntropy entropy(static_cast<std::uint64_t>(number + 500));
    for (int i = 0; i < 50; ++i) {
      const auto id = base::Id::make(kNow + i * 1ms, entropy);
      database.transaction([&](store::Session& session) {
        Usage(session).insert({id, alice, UsageKind::download, kNow + i * 1ms, kSkylink, 1, 1});
      });
    }
    return 0;
  });
  BOOST_TEST(sum == 0);
  const auto stats =
      store.template in<Usage>([&](auto& usage) { return usage.stats(alice, kNow - 48h); });
  BOOST_TEST(stats.of(UsageKind::download).all.events == 400);
}

BOOST_AUTO_TEST_SUITE_END()
