#include "store/usage_removals.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"
#include "model/usage.h"

using store::UsageRemovals;

namespace {

template <typename S>
std::optional<base::Id> found(S& store, base::Time before, int remainder = 0, int divisor = 1) {
  return store.template in<UsageRemovals>(
      [&](auto& removals) { return removals.find(before, remainder, divisor); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(usage_removals_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_removed_account_is_told_until_it_is_forgotten, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  store.template in<store::Accounts>([&](auto& accounts) {
    BOOST_TEST(accounts.remove(alice, kNow));
    BOOST_TEST(!accounts.remove(alice, kNow));
    BOOST_TEST(!accounts.remove(store.id(), kNow));
  });
  BOOST_TEST(!found(store, kNow));
  BOOST_TEST((found(store, kNow + 1ms) == alice));
  store.template in<UsageRemovals>([&](auto& removals) { removals.forget(alice); });
  BOOST_TEST(!found(store, kNow + 1ms));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_account_that_is_removed_twice_keeps_its_time, On, Backends) {
  Store<On> store;
  auto alice = store.active("alice");
  alice.state = model::AccountState::deleted;
  store.template in<store::Accounts>([&](auto& accounts) {
    accounts.remove(alice.id, kNow);
    accounts.insert(alice);
    accounts.remove(alice.id, kNow + 1h);
  });
  BOOST_TEST((found(store, kNow + 1ms) == alice.id));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(each_database_of_usage_hears_of_its_own_accounts, On, Backends) {
  Store<On> store;
  for (const auto* name : {"alice", "bob", "carol", "dave"}) {
    const auto id = store.active(name).id;
    store.template in<store::Accounts>([&](auto& accounts) { accounts.remove(id, kNow); });
    for (int number = 0; number < 3; ++number) {
      const bool its_own = model::usage_slot(id) % 3 == number;
      BOOST_TEST((found(store, kNow + 1ms, number, 3) == id) == its_own);
    }
    store.template in<UsageRemovals>([&](auto& removals) { removals.forget(id); });
  }
}

BOOST_AUTO_TEST_SUITE_END()
