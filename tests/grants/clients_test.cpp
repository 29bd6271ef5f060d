#include "grants/clients.h"

#include <boost/test/unit_test.hpp>

#include "crypto/digest.h"
#include "desk.h"
#include "store/access_tokens.h"
#include "store/delegations.h"
#include "store/grants.h"
#include "support/refusals.h"

using base::ErrorCode;
using grants::Clients;

namespace {

struct ClientDesk : OAuthDesk {
  /// About what a wish is refused; empty when it is not.
  std::string fault_of(const Clients::Wish& wish) {
    const auto error = refusal_of([&] { server.clients.add(wish, origin); });
    if (!error) return "";
    BOOST_TEST((error->code() == ErrorCode::invalid_argument));
    return error->subject();
  }
  bool authenticates(const std::string& id, const std::optional<std::string>& secret) {
    const auto error = refusal_of([&] { server.clients.authenticate({id, secret}); });
    if (error) {
      BOOST_TEST((error->code() == ErrorCode::unauthorized));
      BOOST_TEST(error->subject() == "invalid_client");
    }
    return !error;
  }
  bool is_good(const std::string& access_token) {
    const auto id = opaque.check(crypto::TokenKind::access, access_token).value();
    return database.read([&](store::Session& store) {
      return store::AccessTokens(store).find(id, clock.now()).has_value();
    });
  }
  Clients::Wish wish() const { return {.name = "Wish", .redirect_uris = {kCallback}}; }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(clients, ClientDesk)

BOOST_AUTO_TEST_CASE(a_secret_is_shown_once_and_its_digest_is_kept) {
  const auto made = server.clients.add(wish(), origin);
  BOOST_TEST(made.client.id.size() == 16U);
  BOOST_TEST(made.client.id.find_first_not_of("0123456789abcdef") == std::string::npos);
  BOOST_TEST(made.secret.size() == 47U);
  BOOST_TEST(made.secret.starts_with("dwk_"));
  const auto found = server.clients.find(made.client.id).value();
  BOOST_TEST(found.secret_hash.value() == crypto::sha256_hex(made.secret));
  BOOST_TEST(found.name == "Wish");
  BOOST_TEST(found.may_use("authorization_code"));
  BOOST_TEST(found.may_use("refresh_token"));
  BOOST_TEST(!found.may_use("client_credentials"));
  BOOST_TEST(server.clients.add(wish(), origin).secret != made.secret);
  BOOST_TEST(audited("oauth:client-added") == 5);
}

BOOST_AUTO_TEST_CASE(a_client_is_who_knows_its_secret) {
  const auto made = server.clients.add(wish(), origin);
  const auto& id = made.client.id;
  BOOST_TEST(authenticates(id, made.secret));
  for (const auto& secret : {std::string(), made.secret + "x", made.secret.substr(1),
                             crypto::sha256_hex(made.secret), std::string(1 << 16, 'x')}) {
    BOOST_TEST(!authenticates(id, secret));
  }
  BOOST_TEST(!authenticates(id, std::nullopt));
  for (const auto& nobody :
       {std::string(), std::string("0123456789abcdef"), std::string("' or 1=1 --"),
        std::string("\xff\0", 2), id + " ", std::string(1 << 16, '0')}) {
    BOOST_TEST(!authenticates(nobody, made.secret));
    BOOST_TEST(!authenticates(nobody, std::nullopt));
    BOOST_TEST(!server.clients.find(nobody));
  }
}

BOOST_AUTO_TEST_CASE(a_public_client_proves_nothing_and_has_no_secret) {
  const auto made = server.clients.add(
      {.name = "Public", .is_public = true, .redirect_uris = {"com.example.app:/cb"}}, origin);
  BOOST_TEST(made.secret.empty());
  BOOST_TEST(made.client.is_public());
  BOOST_TEST(authenticates(made.client.id, std::nullopt));
  BOOST_TEST(!authenticates(made.client.id, ""));
  BOOST_TEST(!authenticates(made.client.id, std::string(64, '-')));
  BOOST_TEST(refuses(ErrorCode::not_found,
                     [&] { server.clients.reset_secret(made.client.id, {}, origin); }));
}

BOOST_AUTO_TEST_CASE(a_wish_that_cannot_be_granted_is_refused_about_its_field) {
  const auto with = [&](auto change) {
    auto changed = wish();
    change(changed);
    return fault_of(changed);
  };
  BOOST_TEST(with([](auto&) {}).empty());
  for (const auto& name :
       {std::string(), std::string("  "), std::string("a\nb"), std::string("\xff"),
        std::string("evil\u202egpj"), std::string("a\u200bb"), std::string(129, 'a'),
        std::string("a\u00adb"), std::string("a\ufeff"), std::string("\u3164"),
        std::string("a\u2060"), std::string("a\u009b[31m"), std::string("a\U000e0041")}) {
    BOOST_TEST(with([&](auto& wish) { wish.name = name; }) == "name", name);
  }
  BOOST_TEST(with([](auto& wish) { wish.name = "Größe Â 例え 🚪"; }).empty());
  for (const auto* uri : {"", "http://app.example/cb", "javascript:alert(1)",
                          "https://app.example/cb#f", "https://u@app.example/"}) {
    BOOST_TEST(with([&](auto& wish) {
                 wish.redirect_uris = {kCallback, uri};
               }) == "redirect_uris",
               uri);
  }
  BOOST_TEST(with([](auto& wish) { wish.redirect_uris.clear(); }) == "redirect_uris");
  BOOST_TEST(with([](auto& wish) { wish.redirect_uris.assign(17, kCallback); }) == "redirect_uris");
  BOOST_TEST(with([](auto& wish) {
               wish.redirect_uris.clear();
               wish.grants = {"client_credentials"};
             }).empty());
  BOOST_TEST(with([](auto& wish) { wish.grants = {"implicit"}; }) == "grants");
  BOOST_TEST(with([](auto& wish) { wish.grants = {"personal"}; }) == "grants");
  for (const auto* grant : {"client_credentials", "password"}) {
    BOOST_TEST(with([&](auto& wish) { wish.grants = {grant}; }).empty(), grant);
    BOOST_TEST(with([&](auto& wish) {
                 wish.grants = {grant};
                 wish.is_public = true;
               }) == "grants");
    BOOST_TEST(with([&](auto& wish) {
                 wish.grants = {grant};
                 wish.owner = ada;
               }) == "grants");
  }
  for (const auto* scopes : {"*", "keys:read *", "keys:delete", "a/b/c", "\"x\""}) {
    BOOST_TEST(with([&](auto& wish) { wish.scopes = scopes; }) == "scopes", scopes);
  }
  BOOST_TEST(with([](auto& wish) { wish.scopes = "controlcenter"; }).empty());
  BOOST_TEST(with([&](auto& wish) {
               wish.scopes = "controlcenter";
               wish.owner = ada;
             }) == "scopes");
  BOOST_TEST(with([&](auto& wish) {
               wish.trusted = true;
               wish.owner = ada;
             }) == "trusted");
}

BOOST_AUTO_TEST_CASE(a_grant_type_that_is_wished_for_often_is_there_once) {
  auto often = wish();
  often.grants.assign(100, "signature");
  BOOST_TEST(add(often).grants == std::vector<std::string>{"signature"},
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_account_rules_its_own_clients_and_an_operator_all) {
  make_active("bob");
  const auto bob = id_of("bob");
  auto hers = wish();
  hers.owner = ada;
  const auto made = server.clients.add(hers, origin);
  const auto& id = made.client.id;
  for (const auto& [client, owner] : {std::pair{id, bob}, {app.id, ada}, {"0000", ada}}) {
    const auto& target = client;
    const auto& by = owner;
    BOOST_TEST(
        refuses(ErrorCode::not_found, [&] { server.clients.reset_secret(target, by, origin); }));
    BOOST_TEST(refuses(ErrorCode::not_found, [&] { server.clients.remove(target, by, origin); }));
    BOOST_TEST(
        refuses(ErrorCode::not_found, [&] { server.clients.revoke_grants(target, by, origin); }));
  }
  BOOST_TEST(authenticates(id, made.secret));
  BOOST_TEST(server.clients.of_owner(ada).size() == 1U);
  BOOST_TEST(server.clients.of_owner(bob).empty());
  BOOST_TEST(server.clients.list("", 10).size() == 4U);
  const auto second = server.clients.reset_secret(id, ada, origin);
  BOOST_TEST(!authenticates(id, made.secret));
  BOOST_TEST(authenticates(id, second));
  const auto third = server.clients.reset_secret(id, {}, origin);
  BOOST_TEST(!authenticates(id, second));
  server.clients.remove(id, ada, origin);
  BOOST_TEST(!authenticates(id, third));
  BOOST_TEST(audited("oauth:client-secret-reset") == 2);
  BOOST_TEST(audited("oauth:client-removed") == 1);
}

BOOST_AUTO_TEST_CASE(a_client_takes_all_that_it_has_along_and_whoever_asked_is_told) {
  const auto theirs = tokens_of(app);
  const auto others = tokens_of(own);
  const auto id = opaque.check(crypto::TokenKind::access, theirs.access_token).value();
  database.transaction([&](store::Session& store) {
    store::RevocationUrls(store).put(id, own.id, "https://own.example/revoked");
  });
  server.clients.revoke_grants(app.id, {}, origin);
  BOOST_TEST(!is_good(theirs.access_token));
  BOOST_TEST(server.clients.find(app.id).has_value());
  BOOST_TEST(is_good(others.access_token));
  BOOST_TEST(audited("oauth:grant-ended") == 1);
  BOOST_TEST(database.read([](store::Session& store) {
    return store.statement("select count(*) from outbox where channel = 'revocation'")
        .value<long>()
        .value();
  }) == 1);
  const auto again = tokens_of(app);
  server.clients.remove(app.id, {}, origin);
  BOOST_TEST(!is_good(again.access_token));
  BOOST_TEST(audited("oauth:grant-ended") == 2);
}

BOOST_AUTO_TEST_CASE(a_remembered_client_has_its_new_secret_alone_and_is_gone_once_removed) {
  const auto knows = [&](const std::string& secret) {
    return !refusal_of([&] { server.clients.recognize({app.id, secret}); });
  };
  const auto first = server.clients.reset_secret(app.id, {}, origin);
  BOOST_TEST(knows(first));
  const auto second = server.clients.reset_secret(app.id, {}, origin);
  BOOST_TEST(!knows(first));
  BOOST_TEST(knows(second));
  server.clients.remove(app.id, {}, origin);
  BOOST_TEST(!knows(second));
}

BOOST_AUTO_TEST_CASE(more_grants_than_end_at_once_end_all_the_same) {
  const auto now = clock.now();
  database.transaction([&](store::Session& store) {
    for (int number = 0; number < 250; ++number) {
      store::Grants(store).insert({.id = base::Id::make(now, entropy),
                                   .type = "authorization_code",
                                   .client = app.id,
                                   .account = ada,
                                   .scopes = {},
                                   .comment = {},
                                   .created_at = now,
                                   .signed_in_at = now,
                                   .expires_at = now + std::chrono::hours(1)});
    }
  });
  server.clients.revoke_grants(app.id, {}, origin);
  BOOST_TEST(audited("oauth:grant-ended") == 250);
}

BOOST_AUTO_TEST_SUITE_END()
