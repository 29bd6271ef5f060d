#include "store/grants.h"

#include <boost/test/unit_test.hpp>

#include "oauth_rows.h"

using store::AuthorizationCodes;
using store::Grants;

namespace {

template <typename S>
std::optional<model::Grant> find(S& store, const base::Id& id, base::Time now = kNow) {
  return store.template in<Grants>([&](auto& grants) { return grants.find(id, now); });
}

template <typename S>
model::AuthorizationCode insert_code(S& store, const model::Grant& grant) {
  const model::AuthorizationCode code{store.id(),
                                      grant.id,
                                      grant.client,
                                      "https://photos.test/" + std::string(2000, 'x'),
                                      false,
                                      std::string(43, 'C'),
                                      "n-1",
                                      kNow + 1min,
                                      {}};
  store.template in<AuthorizationCodes>([&](auto& codes) { codes.insert(code); });
  return code;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(grants_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_grant_comes_back_as_it_was_until_it_expires, On, Backends) {
  Store<On> store;
  const auto grant = insert_grant(store, insert_client(store).id, store.active("alice").id);
  const auto found = find(store, grant.id);
  BOOST_REQUIRE(found);
  BOOST_TEST(found->type == grant.type);
  BOOST_TEST(found->client == grant.client);
  BOOST_TEST((found->account == grant.account));
  BOOST_TEST(found->scopes.text() == "openid keys:write");
  BOOST_TEST(found->comment == "my notes");
  BOOST_TEST((found->created_at == grant.created_at));
  BOOST_TEST((found->signed_in_at == grant.signed_in_at));
  BOOST_TEST((found->expires_at == grant.expires_at));
  BOOST_TEST(find(store, grant.id, kNow + 1h - 1ms).has_value());
  BOOST_TEST(!find(store, grant.id, kNow + 1h));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_grant_may_lack_a_client_or_an_account, On, Backends) {
  Store<On> store;
  const auto personal = find(store, insert_grant(store, "", store.active("alice").id).id);
  BOOST_REQUIRE(personal);
  BOOST_TEST(personal->client.empty());
  const auto machine = find(store, insert_grant(store, insert_client(store).id, {}).id);
  BOOST_REQUIRE(machine);
  BOOST_TEST(machine->account.is_nil());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(grants_with_living_tokens_are_listed, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto client = insert_client(store).id;
  const auto with_access = insert_grant(store, client, alice, kNow + 1ms);
  const auto with_refresh = insert_grant(store, client, alice);
  const auto personal = insert_grant(store, "", alice, kNow + 2ms);
  const auto used_up = insert_grant(store, client, alice);
  insert_grant(store, client, alice);  // nothing was ever fetched
  insert_access(store, with_access);
  insert_refresh(store, with_refresh);
  insert_access(store, personal);
  insert_access(store, used_up, kNow);
  const auto replaced = insert_refresh(store, used_up);
  insert_access(store, insert_grant(store, client, store.active("bob").id));
  store.template in<store::RefreshTokens>([&](auto& tokens) {
    BOOST_TEST(tokens.replace(replaced.id, kNow, replaced.id, replaced.id));
  });
  store.template in<Grants>([&](auto& grants) {
    const auto of_client = grants.of_account_and_client(alice, client, kNow);
    BOOST_REQUIRE(of_client.size() == 2U);
    BOOST_TEST((of_client[0].id == with_refresh.id && of_client[1].id == with_access.id));
    BOOST_TEST(grants.of_account_and_client(alice, "", kNow).empty());
    const auto allowed = grants.allowed_scopes(alice, client, with_access.type, kNow);
    BOOST_REQUIRE(allowed.size() == 1U);
    BOOST_TEST(allowed[0].text() == with_access.scopes.text());
    BOOST_TEST(grants.allowed_scopes(alice, client, "another", kNow).empty());
    const auto all = grants.of_account(alice, kNow);
    BOOST_REQUIRE(all.size() == 3U);
    BOOST_TEST((all[0].id == personal.id && all[2].id == with_refresh.id));
    BOOST_TEST(grants.of_account(alice, kNow + 2h).empty());
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_grant_lasts_longer_but_never_shorter, On, Backends) {
  Store<On> store;
  const auto grant = insert_grant(store, "", store.active("alice").id);
  store.template in<Grants>([&](auto& grants) {
    grants.extend(grant.id, kNow + 3h);
    grants.extend(grant.id, kNow + 2h);
    grants.set_scopes(grant.id, scopes("profile"));
  });
  const auto found = find(store, grant.id);
  BOOST_REQUIRE(found);
  BOOST_TEST((found->expires_at == kNow + 3h));
  BOOST_TEST(found->scopes.text() == "profile");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_grant_takes_its_codes_and_tokens_with_it, On, Backends) {
  Store<On> store;
  const auto grant = insert_grant(store, insert_client(store).id, store.active("alice").id);
  const auto code = insert_code(store, grant);
  const auto access = insert_access(store, grant);
  const auto refresh = insert_refresh(store, grant);
  store.database().transaction([&](store::Session& session) {
    BOOST_TEST(Grants(session).remove(grant.id));
    BOOST_TEST(!Grants(session).remove(grant.id));
    BOOST_TEST(!AuthorizationCodes(session).find(code.id, kNow));
    BOOST_TEST(!store::AccessTokens(session).find(access.id, kNow));
    BOOST_TEST(!store::RefreshTokens(session).find(refresh.id, kNow));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(all_grants_of_an_account_end_at_once, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto client = insert_client(store).id;
  const auto with_token = insert_grant(store, client, alice);
  insert_access(store, with_token);
  const auto with_code = insert_grant(store, client, alice);
  insert_code(store, with_code);
  const auto bobs = insert_grant(store, client, store.active("bob").id);
  store.template in<Grants>([&](auto& grants) {
    BOOST_TEST(grants.remove_of_account(alice) == 2);
    BOOST_TEST(grants.remove_of_account(alice) == 0);
  });
  BOOST_TEST(!find(store, with_token.id));
  BOOST_TEST(!find(store, with_code.id));
  BOOST_TEST(find(store, bobs.id).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(purging_takes_expired_grants_in_portions, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  for (int i = 0; i < 3; ++i) insert_access(store, insert_grant(store, "", alice));
  store.template in<Grants>([&](auto& grants) {
    BOOST_TEST(grants.purge_expired(kNow + 1h - 1ms, 2) == 0);
    BOOST_TEST(grants.purge_expired(kNow + 1h, 2) == 2);
    BOOST_TEST(grants.purge_expired(kNow + 1h, 2) == 1);
  });
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(authorization_codes_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_code_comes_back_as_it_was, On, Backends) {
  Store<On> store;
  const auto grant = insert_grant(store, insert_client(store).id, store.active("alice").id);
  const auto code = insert_code(store, grant);
  const auto row =
      store.template in<AuthorizationCodes>([&](auto& codes) { return codes.find(code.id, kNow); });
  BOOST_REQUIRE(row);
  BOOST_TEST((row->grant.id == grant.id));
  BOOST_TEST((row->owner.id == grant.account));
  const auto* found = &row->code;
  BOOST_TEST((found->grant == grant.id));
  BOOST_TEST(found->client == grant.client);
  BOOST_TEST(found->redirect_uri == code.redirect_uri);
  BOOST_TEST(!found->uri_was_given);
  BOOST_TEST(found->challenge == code.challenge);
  BOOST_TEST(found->nonce == "n-1");
  BOOST_TEST((found->expires_at == code.expires_at));
  BOOST_TEST(!found->redeemed_at);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_redeemed_code_stays_to_tell_of_it_for_a_day, On, Backends) {
  Store<On> store;
  const auto grant = insert_grant(store, insert_client(store).id, store.active("alice").id);
  const auto code = insert_code(store, grant);
  const auto late = insert_code(store, grant);
  store.template in<AuthorizationCodes>([&](auto& codes) {
    BOOST_TEST(!codes.redeem(code.id, "ffffffffffffffff", kNow + 1s));
    BOOST_TEST(codes.redeem(code.id, code.client, kNow + 1s));
    BOOST_TEST(!codes.redeem(code.id, code.client, kNow + 2s));
    BOOST_TEST((codes.find(code.id, kNow)->code.redeemed_at == kNow + 1s));
    BOOST_TEST(!codes.redeem(late.id, late.client, kNow + 1min));
    BOOST_TEST(codes.redeem(late.id, late.client, kNow + 1min - 1ms));
    BOOST_TEST(codes.purge_expired(kNow + 24h + 1min - 1ms, 10) == 0);
    BOOST_TEST(codes.purge_expired(kNow + 24h + 1min, 1) == 1);
    BOOST_TEST(codes.purge_expired(kNow + 24h + 1min, 10) == 1);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_twenty_who_redeem_a_code_at_once_one_may, On, Backends) {
  Store<On> store;
  const auto grant = insert_grant(store, insert_client(store).id, store.active("alice").id);
  const auto code = insert_code(store, grant);
  const int winners = store.in_processes(20, [&](store::Database& database, int) {
    return database.transaction([&](store::Session& session) {
      return AuthorizationCodes(session).redeem(code.id, code.client, kNow) ? 1 : 0;
    });
  });
  BOOST_TEST(winners == 1);
}

BOOST_AUTO_TEST_SUITE_END()
