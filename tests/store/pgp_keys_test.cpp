#include "store/pgp_keys.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"
#include "store/duplicate.h"

using store::PgpKeys;

namespace {

model::PgpKey key_of(const base::Id& account, char digit) {
  return {0,    account, std::string(32767, digit), std::string(40, digit), "ada@example.test",
          kNow, {}};
}

template <typename S>
long long insert(S& store, const model::PgpKey& key) {
  return store.template in<PgpKeys>([&](auto& keys) { return keys.insert(key); });
}

template <typename S>
bool prefer(S& store, const base::Id& account, std::optional<long long> key) {
  return store.template in<store::Accounts>(
      [&](auto& accounts) { return accounts.set_preferred_pgp_key(account, key, kNow); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pgp_keys_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_key_comes_back_as_it_was_to_its_owner_alone, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto bob = store.active("bob").id;
  auto key = key_of(alice, 'A');
  key.expires_at = kNow + 24h;
  const auto id = insert(store, key);
  const auto lasting = insert(store, key_of(alice, 'B'));
  store.template in<PgpKeys>([&](auto& keys) {
    const auto found = keys.find(id, alice);
    BOOST_REQUIRE(found);
    BOOST_TEST(found->id == id);
    BOOST_TEST((found->account == alice));
    BOOST_TEST(found->key == key.key);
    BOOST_TEST(found->fingerprint == key.fingerprint);
    BOOST_TEST(found->email == "ada@example.test");
    BOOST_TEST((found->authorized_at == kNow && found->expires_at == kNow + 24h));
    BOOST_TEST(!keys.find(lasting, alice)->expires_at);
    BOOST_TEST(!keys.find(id, bob));
    BOOST_TEST(!keys.find(lasting + 1, alice));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_account_has_a_key_once_and_others_may_have_it_too, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  insert(store, key_of(store.pending("bob").id, 'A'));
  const auto second = insert(store, key_of(alice, 'A'));
  BOOST_CHECK_THROW(insert(store, key_of(alice, 'A')), store::Duplicate);
  const std::string fingerprint(40, 'A');
  store.template in<PgpKeys>([&](auto& keys) {
    BOOST_TEST(keys.by_fingerprint(alice, fingerprint)->id == second);
    BOOST_TEST(keys.of_anybody(fingerprint)->id == second);
    BOOST_TEST(!keys.by_fingerprint(store.id(), fingerprint));
    BOOST_TEST(!keys.of_anybody(std::string(40, 'B')));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keys_are_listed_newest_first_from_where_a_page_begins, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto a = insert(store, key_of(alice, 'A'));
  insert(store, key_of(store.active("bob").id, 'A'));
  const auto b = insert(store, key_of(alice, 'B'));
  store.template in<PgpKeys>([&](auto& keys) {
    const auto newest = keys.of_account(alice, -1, 9);
    BOOST_REQUIRE(newest.size() == 2U);
    BOOST_TEST((newest[0].id == b && newest[1].id == a));
    BOOST_TEST(keys.of_account(alice, -1, 1).size() == 1U);
    BOOST_TEST(keys.of_account(alice, b - 1, 9)[0].id == a);
    BOOST_TEST(keys.of_account(alice, 0, 9).empty());
    BOOST_TEST(keys.count(alice) == 2);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(only_a_key_of_ones_own_can_be_preferred, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto own = insert(store, key_of(alice, 'A'));
  const auto foreign = insert(store, key_of(store.active("bob").id, 'B'));
  const auto preferred = [&] {
    return store.template in<store::Accounts>(
        [&](auto& accounts) { return accounts.by_id(alice, kNow)->pgp_key; });
  };
  BOOST_TEST(!preferred());
  BOOST_TEST(!prefer(store, alice, foreign));
  BOOST_TEST(!prefer(store, store.id(), own));
  BOOST_TEST(prefer(store, alice, own));
  BOOST_TEST(prefer(store, alice, own));
  BOOST_TEST(preferred().value() == own);
  BOOST_TEST(prefer(store, alice, std::nullopt));
  BOOST_TEST(!preferred());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_key_is_removed_by_its_owner_unless_it_is_preferred, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto bob = store.active("bob").id;
  const auto id = insert(store, key_of(alice, 'A'));
  const auto removed = [&](const base::Id& account) {
    return store.template in<PgpKeys>([&](auto& keys) { return keys.remove(id, account); });
  };
  prefer(store, alice, id);
  BOOST_TEST(!removed(bob));
  BOOST_TEST(!removed(alice));
  prefer(store, alice, std::nullopt);
  BOOST_TEST(removed(alice));
  BOOST_TEST(!removed(alice));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keys_that_expire_are_found_until_their_owners_are_told, On,
                              Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  std::vector<long long> ids;
  for (const auto& [sign, days] : {std::pair('A', 3), {'B', 1}, {'C', 30}, {'D', -30}}) {
    auto key = key_of(alice, sign);
    key.expires_at = kNow + std::chrono::days(days);
    ids.push_back(insert(store, key));
  }
  insert(store, key_of(alice, 'E'));
  const auto found = [&] {
    return store.template in<PgpKeys>([&](auto& keys) {
      std::vector<long long> numbers;
      const std::chrono::days weeks{14};
      for (const auto& key : keys.expiring(kNow - weeks, kNow + weeks, 9))
        numbers.push_back(key.id);
      return numbers;
    });
  };
  BOOST_TEST(found() == (std::vector{ids[1], ids[0]}), boost::test_tools::per_element());
  store.template in<PgpKeys>([&](auto& keys) {
    BOOST_TEST(keys.tell_expiry(ids[1], kNow));
    BOOST_TEST(!keys.tell_expiry(ids[1], kNow));
  });
  BOOST_TEST(found() == std::vector{ids[0]}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_keys_of_an_account_go_with_it, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  prefer(store, alice, insert(store, key_of(alice, 'A')));
  store.template in<store::Accounts>([&](auto& accounts) { accounts.remove(alice, kNow); });
  BOOST_TEST(store.template in<PgpKeys>([&](auto& keys) { return keys.count(alice); }) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
