#include "store/access_tokens.h"

#include <boost/test/unit_test.hpp>

#include "oauth_rows.h"

using store::AccessTokens;
using store::RefreshTokens;

namespace {

template <typename S>
std::optional<model::TokenHolder> find(S& store, const base::Id& id, base::Time now = kNow) {
  return store.template in<AccessTokens>([&](auto& tokens) { return tokens.find(id, now); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(access_tokens_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_token_comes_back_with_its_account_until_it_expires, On, Backends) {
  Store<On> store;
  const auto alice = store.active("Alice");
  const auto token =
      insert_access(store, insert_grant(store, insert_client(store).id, alice.id), kNow + 10min);
  const auto found = find(store, token.id);
  BOOST_REQUIRE(found);
  BOOST_TEST((found->token.id == token.id && found->token.grant == token.grant));
  BOOST_TEST(found->token.client == token.client);
  BOOST_TEST((found->token.account == alice.id));
  BOOST_TEST(found->token.scopes.text() == token.scopes.text());
  BOOST_TEST((found->token.created_at == kNow && found->token.expires_at == kNow + 10min));
  BOOST_TEST(found->username == "Alice");
  BOOST_TEST(found->email.value() == "Alice@example.test");
  BOOST_TEST(find(store, token.id, kNow + 10min - 1ms).has_value());
  BOOST_TEST(!find(store, token.id, kNow + 10min));
  BOOST_TEST(!find(store, store.id()));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_token_of_nobody_has_no_name, On, Backends) {
  Store<On> store;
  const auto token = insert_access(store, insert_grant(store, insert_client(store).id, {}));
  const auto found = find(store, token.id);
  BOOST_REQUIRE(found);
  BOOST_TEST(found->token.account.is_nil());
  BOOST_TEST(found->username.empty());
  BOOST_TEST(!found->email);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_token_of_an_account_that_is_not_active_is_not_there, On, Backends) {
  Store<On> store;
  const auto blocked = store.insert(store.account("blocked", model::AccountState::blocked));
  BOOST_TEST(!find(store, insert_access(store, insert_grant(store, "", blocked.id)).id));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(tokens_of_a_grant_are_listed_and_removed, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto grant = insert_grant(store, "", alice);
  const auto first = insert_access(store, grant);
  const auto second = insert_access(store, grant);
  insert_access(store, grant, kNow);  // has expired
  const auto other = insert_access(store, insert_grant(store, "", alice));
  store.template in<AccessTokens>([&](auto& tokens) {
    const auto listed = tokens.of_grant(grant.id, kNow);
    BOOST_REQUIRE(listed.size() == 2U);
    BOOST_TEST(((listed[0].id == first.id && listed[1].id == second.id) ||
                (listed[0].id == second.id && listed[1].id == first.id)));
    BOOST_TEST(tokens.remove(first.id));
    BOOST_TEST(!tokens.remove(first.id));
    for (const auto& token : tokens.of_grant(grant.id, kNow)) BOOST_TEST(tokens.remove(token.id));
    BOOST_TEST(tokens.of_grant(grant.id, kNow).empty());
    BOOST_TEST(tokens.find(other.id, kNow).has_value());
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(purging_takes_expired_access_tokens_in_portions, On, Backends) {
  Store<On> store;
  const auto grant = insert_grant(store, "", store.active("alice").id);
  for (int i = 0; i < 3; ++i) insert_access(store, grant);
  store.template in<AccessTokens>([&](auto& tokens) {
    BOOST_TEST(tokens.purge_expired(kNow + 1h - 1ms, 2) == 0);
    BOOST_TEST(tokens.purge_expired(kNow + 1h, 2) == 2);
    BOOST_TEST(tokens.purge_expired(kNow + 1h, 2) == 1);
  });
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(refresh_tokens_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_replaced_token_tells_of_its_successors_until_it_expires, On,
                              Backends) {
  Store<On> store;
  const auto grant = insert_grant(store, "", store.active("alice").id);
  const auto token = insert_refresh(store, grant);
  const auto successor = store.id();
  const auto access = store.id();
  store.template in<RefreshTokens>([&](auto& tokens) {
    const auto fresh = tokens.find(token.id, kNow);
    BOOST_REQUIRE(fresh);
    BOOST_TEST((fresh->grant == grant.id));
    BOOST_TEST(fresh->scopes.text() == token.scopes.text());
    BOOST_TEST((fresh->created_at == kNow && fresh->expires_at == token.expires_at));
    BOOST_TEST(!fresh->replaced_at);
    BOOST_TEST((fresh->successor.is_nil() && fresh->successor_access.is_nil()));
    BOOST_TEST(tokens.replace(token.id, kNow + 1s, successor, access));
    BOOST_TEST(!tokens.replace(token.id, kNow + 2s, store.id(), store.id()));
    const auto replaced = tokens.find(token.id, kNow + 1h - 1ms);
    BOOST_REQUIRE(replaced);
    BOOST_TEST((replaced->replaced_at == kNow + 1s));
    BOOST_TEST((replaced->successor == successor && replaced->successor_access == access));
    BOOST_TEST(!tokens.find(token.id, kNow + 1h));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_expired_token_is_replaced_by_nothing, On, Backends) {
  Store<On> store;
  const auto token = insert_refresh(store, insert_grant(store, "", store.active("alice").id));
  store.template in<RefreshTokens>([&](auto& tokens) {
    BOOST_TEST(!tokens.replace(token.id, kNow + 1h, store.id(), store.id()));
    BOOST_TEST(!tokens.replace(store.id(), kNow, store.id(), store.id()));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_twenty_who_replace_a_token_at_once_one_does, On, Backends) {
  Store<On> store;
  const auto token = insert_refresh(store, insert_grant(store, "", store.active("alice").id));
  const int winners = store.in_processes(20, [&](store::Database& database, int number) {
    FakeEntropy own(static_cast<std::uint64_t>(number + 500));
    const auto id = base::Id::make(kNow, own);
    return database.transaction([&](store::Session& session) {
      return RefreshTokens(session).replace(token.id, kNow, id, id) ? 1 : 0;
    });
  });
  BOOST_TEST(winners == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(purging_takes_expired_refresh_tokens_in_portions, On, Backends) {
  Store<On> store;
  const auto grant = insert_grant(store, "", store.active("alice").id);
  for (int i = 0; i < 3; ++i) insert_refresh(store, grant);
  store.template in<RefreshTokens>([&](auto& tokens) {
    BOOST_TEST(tokens.purge_expired(kNow + 1h - 1ms, 2) == 0);
    BOOST_TEST(tokens.purge_expired(kNow + 1h, 2) == 2);
    BOOST_TEST(tokens.purge_expired(kNow + 1h, 2) == 1);
  });
}

BOOST_AUTO_TEST_SUITE_END()
