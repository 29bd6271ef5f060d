#include "store/profiles.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"

using model::AccountState;
using store::Profiles;

namespace {

template <typename S>
bool set(S& store, const base::Id& account, const model::Profile& profile) {
  return store.template in<Profiles>(
      [&](auto& profiles) { return profiles.set(account, profile); });
}

template <typename S>
model::Profile profile_of(S& store, const base::Id& account) {
  return store.template in<Profiles>([&](auto& profiles) { return profiles.of(account); });
}

template <typename S>
std::optional<model::Person> person(S& store, const base::Id& account, base::Time now = kNow) {
  return store.template in<Profiles>([&](auto& profiles) { return profiles.person(account, now); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(profiles_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(each_text_of_a_profile_is_kept_in_its_own_place, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  model::Profile full;
  for (const auto& text : model::kProfileTexts) {
    std::string longest(text.name);
    for (auto i = text.name.size(); i < text.longest; ++i) longest += "\u2713";
    full.*text.text = longest;
  }
  for (const auto& text : model::kProfileTexts) BOOST_TEST(!(profile_of(store, alice).*text.text));
  BOOST_TEST(set(store, alice, full));
  const auto kept = profile_of(store, alice);
  for (const auto& text : model::kProfileTexts) {
    BOOST_TEST((kept.*text.text == full.*text.text), text.name);
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_profile_is_replaced_as_a_whole, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  BOOST_TEST(set(store, alice, {.url = "https://alice.test/", .bio = "x"}));
  BOOST_TEST(set(store, alice, {.location = "Bern"}));
  const auto kept = profile_of(store, alice);
  BOOST_TEST(kept.location.value() == "Bern");
  BOOST_TEST((!kept.url && !kept.bio));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(who_is_not_there_has_no_profile, On, Backends) {
  Store<On> store;
  BOOST_TEST(!set(store, store.id(), {.location = "Bern"}));
  BOOST_TEST(!profile_of(store, store.id()).location);
  BOOST_TEST(!person(store, store.id()));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_person_is_the_account_with_its_profile, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice");
  set(store, alice.id, {.location = "Bern"});
  const auto found = person(store, alice.id);
  BOOST_TEST_REQUIRE(found.has_value());
  BOOST_TEST(found->account.username == "alice");
  BOOST_TEST(found->account.email.value() == alice.email.value());
  BOOST_TEST(found->profile.location.value() == "Bern");
  BOOST_TEST(!found->profile.bio);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_pending_account_that_has_expired_is_nobody, On, Backends) {
  Store<On> store;
  const auto bert = store.pending("bert").id;
  BOOST_TEST(person(store, bert).has_value());
  BOOST_TEST(!person(store, bert, kNow + 11min));
}

BOOST_AUTO_TEST_SUITE_END()
