#include "store/identities.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"
#include "store/duplicate.h"

namespace {

constexpr auto kIssuer = "https://issuer.example/";

}  // namespace

BOOST_AUTO_TEST_SUITE(identities_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(an_identity_is_an_issuer_and_a_subject_together, On, Backends) {
  Store<On> store;
  const auto ada = store.active("ada");
  const auto bob = store.insert(store.account("bob", model::AccountState::blocked));
  store.template in<store::Identities>([&](auto& identities) {
    identities.insert(kIssuer, "one", ada.id, kNow);
    identities.insert("", "one", bob.id, kNow);
    identities.insert(kIssuer, "ONE", bob.id, kNow);
    BOOST_TEST((identities.find(kIssuer, "one")->account == ada.id));
    BOOST_TEST((identities.find("", "one")->account == bob.id));
    BOOST_TEST((identities.find(kIssuer, "ONE")->state == model::AccountState::blocked));
    BOOST_TEST(!identities.find("https://issuer.example", "one"));
    BOOST_TEST(!identities.find(kIssuer, "%"));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_identity_has_one_account, On, Backends) {
  Store<On> store;
  const auto ada = store.active("ada");
  const auto bob = store.active("bob");
  const auto insert = [&](const base::Id& account) {
    store.template in<store::Identities>(
        [&](auto& identities) { identities.insert(kIssuer, "one", account, kNow); });
  };
  insert(ada.id);
  BOOST_CHECK_THROW(insert(bob.id), store::Duplicate);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(it_keeps_what_the_issuer_has_said_of_an_address, On, Backends) {
  Store<On> store;
  const auto ada = store.active("ada");
  store.template in<store::Identities>([&](auto& identities) {
    identities.insert(kIssuer, "one", ada.id, kNow);
    identities.insert(kIssuer, "two", ada.id, kNow);
    BOOST_TEST((identities.find(kIssuer, "one")->email_key == ada.email_key));
    BOOST_TEST(!identities.find(kIssuer, "one")->address);
    BOOST_TEST(!identities.find(kIssuer, "one")->said_at);
    identities.set_address(kIssuer, "one", "ada@issuer.example", kNow);
    identities.set_address(kIssuer, "two", std::nullopt, kNow);
    BOOST_TEST(identities.find(kIssuer, "one")->address.value() == "ada@issuer.example");
    BOOST_TEST(!identities.find(kIssuer, "two")->address);
    BOOST_TEST((identities.find(kIssuer, "two")->said_at == kNow));
    identities.forget_addresses(ada.id);
    BOOST_TEST(!identities.find(kIssuer, "one")->address);
    BOOST_TEST((identities.find(kIssuer, "one")->said_at == kNow));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_identity_goes_with_its_account, On, Backends) {
  Store<On> store;
  const auto ada = store.active("ada");
  store.template in<store::Identities>(
      [&](auto& identities) { identities.insert(kIssuer, "one", ada.id, kNow); });
  store.template in<store::Accounts>([&](auto& accounts) { accounts.remove(ada.id, kNow); });
  store.template in<store::Identities>(
      [&](auto& identities) { BOOST_TEST(!identities.find(kIssuer, "one")); });
}

BOOST_AUTO_TEST_SUITE_END()
