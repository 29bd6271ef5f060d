#include "store/signing_keys.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"
#include "store/duplicate.h"

using store::SigningKeyRow;
using store::SigningKeys;

namespace {

SigningKeyRow key(const std::string& kid, std::optional<std::string> role,
                  const std::string& algorithm = "EdDSA") {
  return {kid, algorithm, std::move(role), "sealed " + kid, kNow, {}};
}

template <typename S>
void insert(S& store, const SigningKeyRow& row) {
  store.template in<SigningKeys>([&](auto& keys) { keys.insert(row); });
}

template <typename S>
std::vector<SigningKeyRow> all(S& store) {
  return store.template in<SigningKeys>([](auto& keys) { return keys.all(); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(signing_keys_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_key_comes_back_as_it_was, On, Backends) {
  Store<On> store;
  insert(store, {"a", "RS256", {}, "sealed", kNow, kNow + 1h});
  const auto keys = all(store);
  BOOST_REQUIRE(keys.size() == 1U);
  BOOST_TEST(keys[0].kid == "a");
  BOOST_TEST(keys[0].algorithm == "RS256");
  BOOST_TEST(!keys[0].role);
  BOOST_TEST(keys[0].sealed == "sealed");
  BOOST_TEST((keys[0].created_at == kNow));
  BOOST_TEST((keys[0].retired_at == kNow + 1h));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_algorithm_has_one_key_of_a_role_and_any_number_retired, On,
                              Backends) {
  Store<On> store;
  insert(store, key("a", "current"));
  BOOST_CHECK_THROW(insert(store, key("b", "current")), store::Duplicate);
  BOOST_CHECK_THROW(insert(store, key("a", "next")), store::Duplicate);
  insert(store, key("b", "next"));
  insert(store, key("c", "current", "RS256"));
  insert(store, key("d", std::nullopt));
  insert(store, key("e", std::nullopt));
  BOOST_TEST(all(store).size() == 5U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_next_key_takes_the_place_of_one_that_retires, On, Backends) {
  Store<On> store;
  insert(store, key("a", "current"));
  insert(store, key("b", "next"));
  store.template in<SigningKeys>([](auto& keys) {
    BOOST_TEST(keys.retire("a", kNow + 1h));
    BOOST_TEST(!keys.retire("a", kNow + 2h));
    BOOST_TEST(keys.promote("b"));
    BOOST_TEST(!keys.promote("b"));
    BOOST_TEST(!keys.promote("a"));
  });
  const auto keys = all(store);
  BOOST_TEST(!keys.at(0).role);
  BOOST_TEST((keys.at(0).retired_at == kNow + 1h));
  BOOST_TEST(keys.at(1).role.value_or("") == "current");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_removed_key_is_gone, On, Backends) {
  Store<On> store;
  insert(store, key("a", std::nullopt));
  insert(store, key("b", std::nullopt));
  store.template in<SigningKeys>([](auto& keys) { keys.remove("a"); });
  BOOST_TEST(all(store).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
