#include "store/throttle.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"

using store::Throttle;

BOOST_AUTO_TEST_SUITE(throttle_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(events_are_counted_in_their_bucket, On, Backends) {
  Store<On> store;
  store.template in<Throttle>([](auto& throttle) {
    throttle.count("sign_in", "192.0.2.7", 5);
    throttle.count("sign_in", "192.0.2.7", 5);
    throttle.count("sign_in", "192.0.2.7", 6);
    throttle.count("sign_in", "192.0.2.8", 6);
    throttle.count("mail", "192.0.2.7", 6);
    BOOST_TEST(throttle.recent("sign_in", "192.0.2.7", 6).current == 1);
    BOOST_TEST(throttle.recent("sign_in", "192.0.2.7", 6).previous == 2);
    BOOST_TEST(throttle.recent("sign_in", "192.0.2.7", 7).previous == 1);
    BOOST_TEST(throttle.recent("sign_in", "192.0.2.7", 8).current == 0);
    BOOST_TEST(throttle.recent("sign_in", "192.0.2.7", 8).previous == 0);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(four_counts_are_read_by_one_statement, On, Backends) {
  Store<On> store;
  store.template in<Throttle>([](auto& throttle) {
    throttle.count("sign_in", "192.0.2.7", 5);
    throttle.count("sign_in", "192.0.2.7", 6, 16);
    throttle.count("mail", "192.0.2.7", 6, 2);
    throttle.count("mail", "192.0.2.7", 4);
    throttle.count("mail", "ada", 5, 3);
    const auto found = throttle.recent(
        {{{"mail", "192.0.2.7"}, {}, {"sign_in", "192.0.2.7"}, {"mail", "ada"}}}, 6);
    BOOST_TEST(found[0].current == 2);
    BOOST_TEST(found[0].previous == 0);
    BOOST_TEST(found[1].current == 0);
    BOOST_TEST(found[2].current == 16);
    BOOST_TEST(found[2].previous == 1);
    BOOST_TEST(found[3].current == 0);
    BOOST_TEST(found[3].previous == 3);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(no_event_of_many_processes_is_lost, On, Backends) {
  Store<On> store;
  const int sum = store.in_processes(6, [](store::Database& database, int) {
    for (int i = 0; i < 10; ++i) {
      database.transaction(
          [&](store::Session& session) { Throttle(session).count("sign_in", "alice", i % 2); });
    }
    return 0;
  });
  BOOST_TEST(sum == 0);
  const auto recent = store.template in<Throttle>(
      [](auto& throttle) { return throttle.recent("sign_in", "alice", 1); });
  BOOST_TEST(recent.current == 30);
  BOOST_TEST(recent.previous == 30);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(old_counts_are_purged_in_portions, On, Backends) {
  Store<On> store;
  store.template in<Throttle>([](auto& throttle) {
    for (const auto* subject : {"a", "b", "c"}) throttle.count("mail", subject, 4);
    throttle.count("mail", "a", 5);
    BOOST_TEST(throttle.purge_before(5, 2) == 2);
    BOOST_TEST(throttle.purge_before(5, 2) == 1);
    BOOST_TEST(throttle.purge_before(5, 2) == 0);
    BOOST_TEST(throttle.recent("mail", "a", 5).current == 1);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_network_is_known_for_the_account_that_used_it, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto bob = store.active("bob").id;
  store.template in<Throttle>([&](auto& throttle) {
    BOOST_TEST(!throttle.knows_network(alice, "192.0.2.0/24"));
    throttle.remember_network(alice, "192.0.2.0/24", kNow);
    throttle.remember_network(alice, "192.0.2.0/24", kNow + 1h);
    throttle.remember_network(alice, "192.0.2.0/24", kNow + 48h);
    BOOST_TEST(throttle.knows_network(alice, "192.0.2.0/24"));
    BOOST_TEST(!throttle.knows_network(bob, "192.0.2.0/24"));
    BOOST_TEST(!throttle.knows_network(alice, "198.51.100.0/24"));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(networks_long_unseen_are_forgotten_in_portions, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  store.template in<Throttle>([&](auto& throttle) {
    for (const auto* network : {"1", "2", "3"}) throttle.remember_network(alice, network, kNow);
    throttle.remember_network(alice, "4", kNow + 1ms);
    BOOST_TEST(throttle.forget_networks(kNow, 9) == 0);
    BOOST_TEST(throttle.forget_networks(kNow + 1ms, 2) == 2);
    BOOST_TEST(throttle.forget_networks(kNow + 1ms, 2) == 1);
    BOOST_TEST(throttle.knows_network(alice, "4"));
  });
}

BOOST_AUTO_TEST_SUITE_END()
