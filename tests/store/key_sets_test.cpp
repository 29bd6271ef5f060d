#include "store/key_sets.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"

namespace {

constexpr auto kUrl = "https://issuer.example/keys";

}  // namespace

BOOST_AUTO_TEST_SUITE(key_sets_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_set_is_kept_whole_with_the_time_of_its_fetching, On, Backends) {
  Store<On> store;
  const std::string large(256 * 1024, 'k');
  store.template in<store::KeySets>([&](auto& sets) {
    BOOST_TEST(!sets.state(kUrl));
    BOOST_TEST(sets.jwks(kUrl) == "");
    BOOST_TEST(sets.claim(kUrl, {}, kNow));
    BOOST_TEST(!sets.state(kUrl)->fetched_at);
    sets.store(kUrl, large, kNow + 1s);
    BOOST_TEST((sets.state(kUrl)->fetched_at == kNow + 1s));
    BOOST_TEST((sets.state(kUrl)->attempted_at == kNow));
    BOOST_TEST((sets.jwks(kUrl) == large));
    BOOST_TEST(!sets.state("https://other.example/keys"));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_attempt_belongs_to_whoever_saw_the_last_one, On, Backends) {
  Store<On> store;
  store.template in<store::KeySets>([&](auto& sets) {
    BOOST_TEST(sets.claim(kUrl, {}, kNow));
    BOOST_TEST(!sets.claim(kUrl, {}, kNow + 1s));
    const auto seen = sets.state(kUrl);
    BOOST_TEST(sets.claim(kUrl, seen, kNow + 30s));
    BOOST_TEST(!sets.claim(kUrl, seen, kNow + 31s));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_processes_that_claim_at_once_one_wins, On, Backends) {
  Store<On> store;
  BOOST_TEST(store.in_processes(8, [](store::Database& database, int) {
    return database.transaction([](store::Session& session) {
      return store::KeySets(session).claim(kUrl, {}, kNow) ? 1 : 0;
    });
  }) == 1);
  const auto seen = store.template in<store::KeySets>([](auto& sets) { return sets.state(kUrl); });
  BOOST_TEST(store.in_processes(8, [&](store::Database& database, int) {
    return database.transaction([&](store::Session& session) {
      return store::KeySets(session).claim(kUrl, seen, kNow + 30s) ? 1 : 0;
    });
  }) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
