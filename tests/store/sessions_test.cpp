#include "store/sessions.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"

using store::Sessions;

namespace {

constexpr auto kIdle = 30min;

template <typename S>
model::Session insert(S& store, const base::Id& account, base::Time seen_at = kNow) {
  const model::Session row{store.id(), account,         kNow,           seen_at,
                           kNow + 8h,  "2001:db8::1:2", "Mosaic/\u00fc"};
  store.template in<Sessions>([&](auto& sessions) { sessions.insert(row); });
  return row;
}

template <typename S>
std::optional<model::Session> find(S& store, const base::Id& id, base::Time now) {
  return store.template in<Sessions>(
      [&](auto& sessions) { return sessions.find(id, now, now - kIdle); });
}

template <typename S>
std::size_t count(S& store, const base::Id& account) {
  return store.template in<Sessions>(
      [&](auto& sessions) { return sessions.of_account(account, kNow, kNow - kIdle).size(); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sessions_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_session_comes_back_as_it_was, On, Backends) {
  Store<On> store;
  const auto row = insert(store, store.active("alice").id, kNow + 3ms);
  const auto found = find(store, row.id, kNow);
  BOOST_REQUIRE(found);
  BOOST_TEST((found->id == row.id && found->account == row.account));
  BOOST_TEST((found->created_at == row.created_at && found->seen_at == row.seen_at));
  BOOST_TEST((found->expires_at == row.expires_at));
  BOOST_TEST(found->client_address == row.client_address);
  BOOST_TEST(found->user_agent == row.user_agent);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_session_ends_when_idle_and_in_the_end_however_used, On, Backends) {
  Store<On> store;
  const auto row = insert(store, store.active("alice").id);
  BOOST_TEST(find(store, row.id, kNow + kIdle - 1ms).has_value());
  BOOST_TEST(!find(store, row.id, kNow + kIdle));
  const auto touch = [&](base::Time now) {
    store.template in<Sessions>([&](auto& sessions) { sessions.touch(row.id, now); });
  };
  touch(kNow + 8h - 2ms);
  touch(kNow + 1h);  // of a clock that lags
  BOOST_TEST(find(store, row.id, kNow + 8h - 1ms).has_value());
  BOOST_TEST(!find(store, row.id, kNow + 8h));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_session_of_an_account_that_is_not_active_is_not_there, On,
                              Backends) {
  Store<On> store;
  const auto blocked = store.insert(store.account("blocked", model::AccountState::blocked));
  BOOST_TEST(!find(store, insert(store, blocked.id).id, kNow));
  BOOST_TEST(!find(store, insert(store, store.pending("pending").id).id, kNow));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(sessions_of_an_account_are_listed_last_used_first, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto older = insert(store, alice, kNow - 1ms);
  const auto newer = insert(store, alice, kNow);
  insert(store, alice, kNow - kIdle);  // idle for too long
  insert(store, store.active("bob").id);
  const auto listed = store.template in<Sessions>(
      [&](auto& sessions) { return sessions.of_account(alice, kNow, kNow - kIdle); });
  BOOST_REQUIRE(listed.size() == 2U);
  BOOST_TEST((listed[0].id == newer.id && listed[1].id == older.id));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_session_is_ended_once_by_its_owner_alone, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto row = insert(store, alice);
  const auto removed = [&](const base::Id& account) {
    return store.template in<Sessions>(
        [&](auto& sessions) { return sessions.remove(row.id, account); });
  };
  BOOST_TEST(!removed(store.active("bob").id));
  BOOST_TEST(removed(alice));
  BOOST_TEST(!removed(alice));
  BOOST_TEST(!find(store, row.id, kNow));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(all_others_of_an_account_end_or_all, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto bob = store.active("bob").id;
  const auto kept = insert(store, alice);
  for (int i = 0; i < 3; ++i) insert(store, alice);
  insert(store, bob);
  store.template in<Sessions>([&](auto& sessions) {
    BOOST_TEST(sessions.remove_others(alice, kept.id) == 3);
    BOOST_TEST(sessions.find(kept.id, kNow, kNow - kIdle).has_value());
    BOOST_TEST(sessions.remove_others(alice, {}) == 1);
  });
  BOOST_TEST(count(store, alice) == 0U);
  BOOST_TEST(count(store, bob) == 1U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(purging_takes_expired_sessions_in_portions, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  for (int i = 0; i < 3; ++i) insert(store, alice);
  store.template in<Sessions>([&](auto& sessions) {
    BOOST_TEST(sessions.purge_expired(kNow + 8h - 1ms, 2) == 0);
    BOOST_TEST(sessions.purge_expired(kNow + 8h, 2) == 2);
    BOOST_TEST(sessions.purge_expired(kNow + 8h, 2) == 1);
  });
}

BOOST_AUTO_TEST_SUITE_END()
