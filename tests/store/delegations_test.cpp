#include "store/delegations.h"

#include <boost/test/unit_test.hpp>

#include "oauth_rows.h"
#include "store/duplicate.h"

using store::DelegatedScopes;
using store::RevocationUrls;

namespace {

model::DelegatedScope scope_named(const std::string& name, const std::string& client) {
  return {0, client, name, "To see \u2713", true, kNow, kNow + 1ms};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(delegated_scopes_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_scope_is_found_by_the_id_that_it_got_and_by_name, On, Backends) {
  Store<On> store;
  const auto client = insert_client(store).id;
  store.template in<DelegatedScopes>([&](auto& scopes) {
    const auto id = scopes.insert(scope_named("photos", client));
    BOOST_TEST(id > 0);
    const auto found = scopes.find(id);
    BOOST_REQUIRE(found);
    BOOST_TEST(found->id == id);
    BOOST_TEST(found->client == client);
    BOOST_TEST(found->name == "photos");
    BOOST_TEST(found->description == "To see \u2713");
    BOOST_TEST(found->writable);
    BOOST_TEST((found->created_at == kNow && found->updated_at == kNow + 1ms));
    BOOST_TEST(scopes.find(client, "photos")->id == id);
    BOOST_TEST(!scopes.find(client, "Photos"));
    BOOST_TEST(!scopes.find("other", "photos"));
    BOOST_TEST(!scopes.find(id + 1));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_client_has_each_name_once, On, Backends) {
  Store<On> store;
  const auto one = insert_client(store, "c1").id;
  const auto two = insert_client(store, "c2").id;
  store.template in<DelegatedScopes>([&](auto& scopes) {
    scopes.insert(scope_named("photos", one));
    scopes.insert(scope_named("photos", two));
    BOOST_CHECK_THROW(scopes.insert(scope_named("photos", one)), store::Duplicate);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_page_begins_where_it_is_told_newest_first, On, Backends) {
  Store<On> store;
  const auto client = insert_client(store, "c1").id;
  store.template in<DelegatedScopes>([&](auto& scopes) {
    const auto a = scopes.insert(scope_named("a", client));
    const auto b = scopes.insert(scope_named("b", client));
    const auto c = scopes.insert(scope_named("c", client));
    BOOST_TEST((a < b && b < c));
    const auto newest = scopes.of_client(client, -1, 2);
    BOOST_REQUIRE(newest.size() == 2U);
    BOOST_TEST((newest[0].id == c && newest[1].id == b));
    BOOST_TEST(scopes.of_client(client, b, 5).size() == 2U);
    BOOST_TEST(scopes.of_client(client, 0, 5).empty());
    BOOST_TEST(scopes.count(client) == 3);
    BOOST_TEST(scopes.remove(c));
    BOOST_TEST(!scopes.remove(c));
    BOOST_TEST(scopes.count(client) == 2);
    BOOST_TEST(scopes.insert(scope_named("d", client)) > c);
  });
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(revocation_urls_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(the_last_address_of_a_client_counts_as_long_as_the_token, On,
                              Backends) {
  Store<On> store;
  const auto one = insert_client(store, "c1").id;
  const auto two = insert_client(store, "c2").id;
  const auto grant = insert_grant(store, "", store.active("alice").id);
  const auto token = insert_access(store, grant).id;
  store.database().transaction([&](store::Session& session) {
    RevocationUrls urls(session);
    urls.put(token, one, "https://one.test/old");
    urls.put(token, two, "https://two.test/");
    urls.put(token, one, "https://one.test/new");
    const auto found = urls.of_token(token);
    BOOST_REQUIRE(found.size() == 2U);
    BOOST_TEST(found[0] == "https://one.test/new");
    BOOST_TEST(found[1] == "https://two.test/");
    store::Grants(session).remove(grant.id);
    BOOST_TEST(urls.of_token(token).empty());
  });
}

BOOST_AUTO_TEST_SUITE_END()
