#include "store/ssh_keys.h"

#include <boost/test/unit_test.hpp>

#include "oauth_rows.h"
#include "store/duplicate.h"
#include "store/sessions.h"

using store::SshKeys;

namespace {

model::SshKey key_of(const base::Id& account, char sign) {
  return {0,
          account,
          "ssh-rsa " + std::string(model::kLongestSshKey - 8, sign),
          std::string(64, sign),
          std::string(47, sign),
          std::nullopt,
          kNow,
          std::nullopt};
}

template <typename S>
long long insert(S& store, const model::SshKey& key) {
  return store.template in<SshKeys>([&](auto& keys) { return keys.insert(key); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ssh_keys_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_key_comes_back_as_it_was_to_its_owner_alone, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto bob = store.active("bob").id;
  auto key = key_of(alice, 'a');
  key.comment = "laptop \u2713";
  const auto id = insert(store, key);
  store.template in<SshKeys>([&](auto& keys) {
    const auto found = keys.find(id, alice);
    BOOST_REQUIRE(found);
    BOOST_TEST(found->id == id);
    BOOST_TEST((found->account == alice));
    BOOST_TEST(found->key == key.key);
    BOOST_TEST(found->digest == key.digest);
    BOOST_TEST(found->fingerprint == key.fingerprint);
    BOOST_TEST(found->comment.value() == "laptop \u2713");
    BOOST_TEST((found->authorized_at == kNow));
    BOOST_TEST(!found->last_used);
    BOOST_TEST(!keys.find(id, bob));
    BOOST_TEST(!keys.find(id + 1, alice));
    BOOST_TEST(keys.by_fingerprint(alice, key.fingerprint)->id == id);
    BOOST_TEST(!keys.by_fingerprint(bob, key.fingerprint));
    BOOST_TEST(keys.by_digest(key.digest)->id == id);
    BOOST_TEST(!keys.by_digest("b"));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_many_that_add_at_once_none_counts_what_was_there_before_another,
                              On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  constexpr int kMost = 10;
  const int sum = store.in_processes(4, [&](store::Database& database, int number) {
    int added = 0;
    for (int i = 0; i < kMost; ++i) {
      auto key = key_of(alice, 'a');
      key.digest = std::to_string(number) + "-" + std::to_string(i);
      database.transaction([&](store::Session& session) {
        store::Accounts(session).begin_addition(alice);
        SshKeys keys(session);
        if (keys.count(alice) >= kMost) return;
        keys.insert(key);
      });
      ++added;
    }
    return added;
  });
  BOOST_TEST(sum == 4 * kMost);
  BOOST_TEST(store.template in<SshKeys>([&](auto& keys) { return keys.count(alice); }) == kMost);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_key_is_one_accounts_alone, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  insert(store, key_of(alice, 'a'));
  BOOST_CHECK_THROW(insert(store, key_of(alice, 'a')), store::Duplicate);
  BOOST_CHECK_THROW(insert(store, key_of(store.active("bob").id, 'a')), store::Duplicate);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keys_are_listed_newest_first_from_where_a_page_begins, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto a = insert(store, key_of(alice, 'a'));
  insert(store, key_of(store.active("bob").id, 'x'));
  const auto b = insert(store, key_of(alice, 'b'));
  const auto c = insert(store, key_of(alice, 'c'));
  store.template in<SshKeys>([&](auto& keys) {
    const auto newest = keys.of_account(alice, -1, 2);
    BOOST_REQUIRE(newest.size() == 2U);
    BOOST_TEST((newest[0].id == c && newest[1].id == b));
    const auto next = keys.of_account(alice, b - 1, 2);
    BOOST_REQUIRE(next.size() == 1U);
    BOOST_TEST(next[0].id == a);
    BOOST_TEST(keys.of_account(alice, 0, 2).empty());
    BOOST_TEST(keys.count(alice) == 3);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_key_is_used_and_removed_by_its_owner, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto bob = store.active("bob").id;
  const auto id = insert(store, key_of(alice, 'a'));
  store.template in<SshKeys>([&](auto& keys) {
    BOOST_TEST(!keys.touch(id, bob, kNow));
    BOOST_TEST(keys.touch(id, alice, kNow + 1s));
    BOOST_TEST(keys.touch(id, alice, kNow + 1s));
    BOOST_TEST((keys.find(id, alice)->last_used == kNow + 1s));
    BOOST_TEST(!keys.remove(id, bob));
    BOOST_TEST(keys.remove(id, alice));
    BOOST_TEST(!keys.remove(id, alice));
  });
  BOOST_TEST(insert(store, key_of(bob, 'a')) > id);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_keys_of_an_account_go_with_it, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  insert(store, key_of(alice, 'a'));
  store.template in<store::Accounts>([&](auto& accounts) { accounts.remove(alice, kNow); });
  BOOST_TEST(store.template in<SshKeys>([&](auto& keys) { return keys.count(alice); }) == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_a_key_has_opened_is_told_apart_and_never_outlives_it, On,
                              Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto bob = store.active("bob").id;
  const auto key = insert(store, key_of(alice, 'a'));
  const auto other = insert(store, key_of(alice, 'b'));
  const auto opened = [&](std::optional<long long> by) {
    model::Session row{store.id(), alice, kNow, kNow, kNow + 1h, "192.0.2.1", "", by};
    store.template in<store::Sessions>([&](auto& sessions) { sessions.insert(row); });
    model::Grant grant{store.id(), "personal", "", alice, {}, "", kNow, kNow, kNow + 1h, by};
    store.template in<store::Grants>([&](auto& grants) { grants.insert(grant); });
    return std::pair{row.id, grant.id};
  };
  const auto by_password = opened(std::nullopt);
  const auto by_key = opened(key);
  const auto by_other = opened(other);
  store.template in<store::Sessions>([&](auto& sessions) {
    BOOST_TEST(!sessions.find(by_password.first, kNow, kNow - 1h)->ssh_key);
    BOOST_TEST(*sessions.find(by_key.first, kNow, kNow - 1h)->ssh_key == key);
    BOOST_TEST(sessions.remove_of_key(bob, key) == 0);
    BOOST_TEST(sessions.remove_of_key(alice, key) == 1);
    BOOST_TEST(sessions.of_account(alice, kNow, kNow - 1h).size() == 2U);
  });
  store.template in<store::Grants>([&](auto& grants) {
    const auto found = grants.of_ssh_key(key, kNow);
    BOOST_REQUIRE(found.size() == 1U);
    BOOST_TEST((found[0].id == by_key.second && found[0].ssh_key == key));
    BOOST_TEST(grants.of_ssh_key(key, kNow + 1h).empty());
  });
  store.template in<SshKeys>([&](auto& keys) { keys.remove(other, alice); });
  store.template in<store::Sessions>([&](auto& sessions) {
    BOOST_TEST(!sessions.find(by_other.first, kNow, kNow - 1h));
    BOOST_TEST(sessions.find(by_password.first, kNow, kNow - 1h).has_value());
  });
  store.template in<store::Grants>([&](auto& grants) {
    BOOST_TEST(!grants.find(by_other.second, kNow));
    BOOST_TEST(grants.find(by_password.second, kNow).has_value());
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(all_keys_of_an_account_are_stopped_and_vouched_for_one_by_one, On,
                              Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto bob = store.active("bob").id;
  const auto first = insert(store, key_of(alice, 'a'));
  const auto second = insert(store, key_of(alice, 'b'));
  const auto bobs = insert(store, key_of(bob, 'c'));
  store.template in<SshKeys>([&](auto& keys) {
    keys.stop_all(alice, kNow);
    keys.stop_all(alice, kNow + 1min);
    BOOST_TEST((keys.find(first, alice)->stopped_at == kNow));
    BOOST_TEST((keys.find(second, alice)->stopped_at == kNow));
    BOOST_TEST(!keys.find(bobs, bob)->stopped_at);
    keys.vouch(first, bob);
    BOOST_TEST(keys.find(first, alice)->stopped_at.has_value());
    keys.vouch(first, alice);
    BOOST_TEST(!keys.find(first, alice)->stopped_at);
    BOOST_TEST(keys.find(second, alice)->stopped_at.has_value());
  });
}

BOOST_AUTO_TEST_SUITE_END()
