#include "store/tokens.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"
#include "base/error.h"
#include "support/refusals.h"

using store::Tokens;

namespace {

template <typename S>
model::Token insert(S& store, const base::Id& account, base::Time created_at = kNow) {
  const model::Token token{store.id(), account, created_at, created_at + 1h};
  store.template in<Tokens>([&](auto& tokens) { tokens.insert(token); });
  return token;
}

template <typename S>
bool is_found(S& store, const base::Id& id, base::Time now) {
  return store.template in<Tokens>([&](auto& tokens) { return tokens.find(id, now).has_value(); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tokens_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_token_comes_back_as_it_was, On, Backends) {
  Store<On> store;
  const auto token = insert(store, store.active("alice").id);
  const auto found =
      store.template in<Tokens>([&](auto& tokens) { return tokens.find(token.id, kNow); });
  BOOST_REQUIRE(found);
  BOOST_TEST((found->id == token.id));
  BOOST_TEST((found->account == token.account));
  BOOST_TEST((found->created_at == token.created_at));
  BOOST_TEST((found->expires_at == token.expires_at));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_token_lives_until_it_expires, On, Backends) {
  Store<On> store;
  const auto token = insert(store, store.active("alice").id);
  BOOST_TEST(is_found(store, token.id, kNow + 1h - 1ms));
  BOOST_TEST(!is_found(store, token.id, kNow + 1h));
  BOOST_TEST(!is_found(store, store.id(), kNow));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_token_of_an_account_that_is_not_active_is_not_there, On, Backends) {
  Store<On> store;
  const auto blocked = store.account("blocked", model::AccountState::blocked);
  store.insert(blocked);
  BOOST_TEST(!is_found(store, insert(store, blocked.id).id, kNow));
  BOOST_TEST(!is_found(store, insert(store, store.pending("pending").id).id, kNow));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(tokens_of_an_account_are_listed_oldest_first, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto second = insert(store, alice, kNow + 2ms);
  const auto first = insert(store, alice, kNow + 1ms);
  insert(store, alice, kNow - 1h);  // has expired
  insert(store, store.active("bob").id);
  const auto listed =
      store.template in<Tokens>([&](auto& tokens) { return tokens.of_account(alice, kNow); });
  BOOST_REQUIRE(listed.size() == 2U);
  BOOST_TEST((listed[0].id == first.id));
  BOOST_TEST((listed[1].id == second.id));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_living_token_is_removed_once_by_its_owner, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto bob = store.active("bob").id;
  const auto token = insert(store, alice);
  const auto removed = [&](const base::Id& account, base::Time now) {
    return store.template in<Tokens>(
        [&](auto& tokens) { return tokens.remove(token.id, account, now); });
  };
  BOOST_TEST(!removed(bob, kNow));
  BOOST_TEST(!removed(alice, kNow + 1h));
  BOOST_TEST(removed(alice, kNow));
  BOOST_TEST(!removed(alice, kNow));
  BOOST_TEST(!is_found(store, token.id, kNow));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(purging_takes_expired_tokens_in_portions, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  for (int i = 0; i < 3; ++i) insert(store, alice);
  const auto lives = insert(store, alice, kNow + 1ms);
  const auto purged = [&] {
    return store.template in<Tokens>(
        [&](auto& tokens) { return tokens.purge_expired(kNow + 1h, 2); });
  };
  BOOST_TEST(purged() == 2);
  BOOST_TEST(purged() == 1);
  BOOST_TEST(purged() == 0);
  BOOST_TEST(is_found(store, lives.id, kNow));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(all_tokens_of_an_account_end_at_once_and_no_others, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto first = insert(store, alice);
  const auto second = insert(store, alice);
  const auto bobs = insert(store, store.active("bob").id);
  store.template in<Tokens>([&](auto& tokens) {
    BOOST_TEST(tokens.remove_of_account(alice) == 2);
    BOOST_TEST(tokens.remove_of_account(alice) == 0);
  });
  BOOST_TEST(!is_found(store, first.id, kNow));
  BOOST_TEST(!is_found(store, second.id, kNow));
  BOOST_TEST(is_found(store, bobs.id, kNow));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_token_needs_its_account, On, Backends) {
  Store<On> store;
  BOOST_TEST(refuses(base::ErrorCode::internal, [&] { insert(store, store.id()); }));
}

BOOST_AUTO_TEST_SUITE_END()
