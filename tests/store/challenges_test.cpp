#include "store/challenges.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"

using store::Challenges;

namespace {

template <typename S>
model::Challenge insert(S& store, const base::Id& account, base::Time expires_at = kNow + 10min) {
  const model::Challenge challenge{store.id(), account, "register", "a@example.test", expires_at};
  store.template in<Challenges>([&](auto& challenges) { challenges.insert(challenge); });
  return challenge;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(challenges_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_challenge_comes_back_as_it_was, On, Backends) {
  Store<On> store;
  const auto stored = insert(store, store.pending("alice").id);
  const auto found = store.template in<Challenges>(
      [&](auto& challenges) { return challenges.find(stored.id, kNow); });
  BOOST_REQUIRE(found);
  BOOST_TEST((found->id == stored.id));
  BOOST_TEST((found->account == stored.account));
  BOOST_TEST(found->purpose == "register");
  BOOST_TEST(found->address == "a@example.test");
  BOOST_TEST((found->expires_at == stored.expires_at));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(looking_at_a_challenge_does_not_take_it, On, Backends) {
  Store<On> store;
  const auto stored = insert(store, store.pending("alice").id);
  store.template in<Challenges>([&](auto& challenges) {
    BOOST_TEST(challenges.find(stored.id, kNow).has_value());
    BOOST_TEST(challenges.find(stored.id, kNow).has_value());
    BOOST_TEST((challenges.redeem(stored.id, kNow)->account == stored.account));
    BOOST_TEST(!challenges.find(stored.id, kNow));
    BOOST_TEST(!challenges.redeem(stored.id, kNow));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_challenge_lives_until_it_expires, On, Backends) {
  Store<On> store;
  const auto stored = insert(store, store.pending("alice").id);
  store.template in<Challenges>([&](auto& challenges) {
    BOOST_TEST(!challenges.find(stored.id, kNow + 10min));
    BOOST_TEST(!challenges.redeem(stored.id, kNow + 10min));
    BOOST_TEST(challenges.find(stored.id, kNow + 10min - 1ms).has_value());
    BOOST_TEST(challenges.redeem(stored.id, kNow + 10min - 1ms).has_value());
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_redeemed_challenge_is_back_when_the_work_fails, On, Backends) {
  Store<On> store;
  const auto stored = insert(store, store.pending("alice").id);
  BOOST_CHECK_THROW(store.template in<Challenges>([&](auto& challenges) {
    challenges.redeem(stored.id, kNow);
    throw std::runtime_error("refused");
  }),
                    std::runtime_error);
  BOOST_TEST(store.template in<Challenges>(
      [&](auto& challenges) { return challenges.redeem(stored.id, kNow).has_value(); }));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_twenty_who_redeem_at_once_one_gets_it, On, Backends) {
  Store<On> store;
  const auto account = store.pending("alice").id;
  for (int round = 0; round < 3; ++round) {
    const auto challenge = insert(store, account);
    const int winners = store.in_processes(20, [&](store::Database& database, int) {
      return database.transaction([&](store::Session& session) {
        return Challenges(session).redeem(challenge.id, kNow) ? 1 : 0;
      });
    });
    BOOST_TEST(winners == 1);
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_new_request_ends_the_older_ones_for_its_purpose, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto older = insert(store, alice);
  const auto of_bob = insert(store, store.active("bob").id);
  store.template in<Challenges>([&](auto& challenges) {
    BOOST_TEST(challenges.remove_of_account(alice, "recover") == 0);
    BOOST_TEST(challenges.remove_of_account(alice, "register") == 1);
    BOOST_TEST(!challenges.find(older.id, kNow));
    BOOST_TEST(challenges.find(of_bob.id, kNow).has_value());
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(purging_takes_expired_challenges_in_portions, On, Backends) {
  Store<On> store;
  const auto account = store.pending("alice").id;
  for (int i = 0; i < 3; ++i) insert(store, account);
  const auto lives = insert(store, account, kNow + 10min + 1ms);
  store.template in<Challenges>([&](auto& challenges) {
    const auto now = kNow + 10min;
    BOOST_TEST(challenges.purge_expired(now, 2) == 2);
    BOOST_TEST(challenges.purge_expired(now, 2) == 1);
    BOOST_TEST(challenges.purge_expired(now, 2) == 0);
    BOOST_TEST(challenges.find(lives.id, now).has_value());
  });
}

BOOST_AUTO_TEST_SUITE_END()
