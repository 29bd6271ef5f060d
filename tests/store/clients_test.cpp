#include "store/clients.h"

#include <boost/test/unit_test.hpp>

#include "oauth_rows.h"
#include "store/duplicate.h"

using store::Clients;

namespace {

template <typename S>
std::optional<model::Client> find(S& store, const std::string& id) {
  return store.template in<Clients>([&](auto& clients) { return clients.find(id); });
}

std::string ids(const std::vector<model::Client>& clients) {
  std::string text;
  for (const auto& client : clients) text += client.id + " ";
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(clients_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_client_comes_back_as_it_was, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  model::Client client{"00000000000000c1",
                       "Photos \u2713",
                       std::string(64, 'b'),
                       true,
                       {},
                       {"authorization_code", "refresh_token"},
                       scopes("openid keys:write"),
                       alice,
                       kNow};
  for (std::size_t i = 0; i < model::kMostRedirectUris; ++i) {
    client.redirect_uris.push_back("https://" + std::to_string(i) + "/" +
                                   std::string(model::kLongestRedirectUri - 12, 'x'));
  }
  store.template in<Clients>([&](auto& clients) { clients.insert(client); });
  const auto found = find(store, client.id);
  BOOST_REQUIRE(found);
  BOOST_TEST(found->name == client.name);
  BOOST_TEST(found->secret_hash.value() == client.secret_hash.value());
  BOOST_TEST(found->trusted);
  BOOST_TEST(found->redirect_uris == client.redirect_uris, boost::test_tools::per_element());
  BOOST_TEST(found->grants == client.grants, boost::test_tools::per_element());
  BOOST_TEST(found->scopes.text() == "openid keys:write");
  BOOST_TEST((found->owner == alice));
  BOOST_TEST((found->created_at == kNow));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_a_client_has_not_stays_away, On, Backends) {
  Store<On> store;
  const model::Client bare{"00000000000000c1", "Bare", {}, false, {}, {}, {}, {}, kNow};
  store.template in<Clients>([&](auto& clients) { clients.insert(bare); });
  const auto found = find(store, bare.id);
  BOOST_REQUIRE(found);
  BOOST_TEST(found->is_public());
  BOOST_TEST(!found->trusted);
  BOOST_TEST(found->redirect_uris.empty());
  BOOST_TEST(found->grants.empty());
  BOOST_TEST(found->scopes.empty());
  BOOST_TEST(found->owner.is_nil());
  BOOST_TEST(!find(store, "00000000000000c2"));
  BOOST_TEST(!find(store, "00000000000000C1"));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(two_clients_have_no_common_id, On, Backends) {
  Store<On> store;
  insert_client(store);
  BOOST_CHECK_THROW(insert_client(store), store::Duplicate);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(clients_are_listed_by_owner_and_page_by_page, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  insert_client(store, "c", alice, kNow + 1ms);
  insert_client(store, "a", alice, kNow + 2ms);
  insert_client(store, "b", {}, kNow + 2ms);
  insert_client(store, "d", {}, kNow);
  store.template in<Clients>([&](auto& clients) {
    BOOST_TEST(ids(clients.of_owner(alice)) == "c a ");
    BOOST_TEST(ids(clients.of_owner({})) == "d b ");
    BOOST_TEST(ids(clients.list("", 3)) == "d c a ");
    BOOST_TEST(ids(clients.list("c", 3)) == "a b ");
    BOOST_TEST(ids(clients.list("a", 3)) == "b ");
    BOOST_TEST(clients.list("b", 3).empty());
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_secret_is_replaced, On, Backends) {
  Store<On> store;
  const auto client = insert_client(store);
  const std::string other(64, 'c');
  store.template in<Clients>([&](auto& clients) {
    BOOST_TEST(clients.set_secret(client.id, other));
    BOOST_TEST(clients.set_secret(client.id, other));
    BOOST_TEST(!clients.set_secret("nobody", other));
  });
  BOOST_TEST(find(store, client.id)->secret_hash.value() == other);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_client_takes_with_it_what_it_was_given, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto client = insert_client(store);
  const auto grant = insert_grant(store, client.id, alice);
  const auto access = insert_access(store, grant);
  const auto refresh = insert_refresh(store, grant);
  const auto removed = [&] {
    return store.template in<Clients>([&](auto& clients) { return clients.remove(client.id); });
  };
  BOOST_TEST(removed());
  BOOST_TEST(!removed());
  store.database().transaction([&](store::Session& session) {
    BOOST_TEST(!store::Grants(session).find(grant.id, kNow));
    BOOST_TEST(!store::AccessTokens(session).find(access.id, kNow));
    BOOST_TEST(!store::RefreshTokens(session).find(refresh.id, kNow));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_account_takes_its_clients_with_it, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto client = insert_client(store, "00000000000000c1", alice);
  const auto grant = insert_grant(store, client.id, store.active("bob").id);
  BOOST_TEST(store.template in<store::Accounts>(
      [&](auto& accounts) { return accounts.remove(alice, kNow); }));
  BOOST_TEST(!find(store, client.id));
  BOOST_TEST(!store.template in<store::Grants>(
      [&](auto& grants) { return grants.find(grant.id, kNow).has_value(); }));
}

BOOST_AUTO_TEST_SUITE_END()
