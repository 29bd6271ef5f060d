#include "accounts/usage/usage.h"

#include <boost/test/unit_test.hpp>

#include "store/session.h"
#include "support/count_statements.h"
#include "support/refusals.h"
#include "support/test_world.h"

using base::ErrorCode;
using model::UsageKind;

namespace {

struct UsageFixture : TestWorld {
  UsageFixture() {
    make_active("ada");
    ada = id_of("ada");
  }

  model::UsageSum uploads() { return usage.stats(ada).of(UsageKind::upload).all; }

  accounts::Usage usage{context, usage_databases};
  base::Id ada;
};

model::Tiers tiers() {
  model::Tiers all;
  for (auto& limits : all) limits = {"", 100, 100, 100, 2, 0, 1 << 30};
  all[0] = {"anonymous", 1, 1, 1, 0, 250, 0};
  return all;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(usage, UsageFixture)

BOOST_AUTO_TEST_CASE(what_is_tracked_is_listed_with_the_time_and_its_cost) {
  usage.track(ada, UsageKind::download, "link", 65);
  const auto page = usage.list(ada, UsageKind::download, 0, 10);
  BOOST_TEST(page.count == 1);
  BOOST_REQUIRE(page.items.size() == 1U);
  BOOST_TEST((page.items[0].at == clock.now()));
  BOOST_TEST(page.items[0].bytes == 65);
  BOOST_TEST(page.items[0].bandwidth == 200 * 1024 + 128);
}

BOOST_AUTO_TEST_CASE(what_is_tracked_costs_one_statement) {
  const auto track = [&] { usage.track(ada, UsageKind::download, "link", 65); };
  BOOST_TEST(count_statements(database, track) == 1);
}

BOOST_AUTO_TEST_CASE(bytes_beyond_all_reason_count_as_the_most_and_fewer_than_none_as_none) {
  usage.track(ada, UsageKind::upload, "link", std::numeric_limits<std::int64_t>::max());
  usage.track(ada, UsageKind::upload, "link", -1);
  BOOST_TEST(uploads().events == 2);
  BOOST_TEST(uploads().bytes == model::kMostBytes);
}

BOOST_AUTO_TEST_CASE(an_account_that_is_closed_takes_its_sums_with_it) {
  usage.track(ada, UsageKind::upload, "link", 1);
  closure.close(ada, from("192.0.2.1"));
  BOOST_TEST(refuses(ErrorCode::unauthorized, [&] { usage.standing(ada, tiers()); }));
  const auto leavers = database.read([&](store::Session& session) {
    return session.statement("select account from usage_removals").value<base::Id>();
  });
  BOOST_REQUIRE(leavers.has_value());
  BOOST_TEST((*leavers == ada));
}

BOOST_AUTO_TEST_CASE(with_its_quota_used_up_an_account_keeps_its_tier_but_not_its_speed) {
  for (int i = 0; i < 2; ++i) usage.track(ada, UsageKind::upload, "link", 1);
  BOOST_TEST(usage.standing(ada, tiers()).limits.upload_bandwidth == 100);
  usage.track(ada, UsageKind::upload, "link", 1);
  BOOST_TEST(usage.standing(ada, tiers()).tier == 1);
  BOOST_TEST(usage.standing(ada, tiers()).limits.upload_bandwidth == 1);
}

BOOST_AUTO_TEST_SUITE_END()
