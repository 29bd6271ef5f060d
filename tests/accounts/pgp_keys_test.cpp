#include "accounts/keys/pgp_keys.h"

#include <boost/test/unit_test.hpp>

#include "crypto/hash_slots.h"
#include "openpgp/made_key.h"
#include "support/refusals.h"
#include "support/test_world.h"

using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

/// Within all bounds, but nothing of it is signed.
const std::string& unsigned_key() {
  static const std::string key = made_key({"--unsigned"});
  return key;
}

const std::string& good_key() {
  static const std::string key = made_key({});
  return key;
}

struct PgpBunch : TestWorld {
  PgpBunch() {
    make_active("anna");
    anna = id_of("anna");
  }

  ErrorCode refusal(const base::Id& account, const std::string& key, const std::string& address) {
    const auto error = refusal_of([&] { keys.add(account, key, from(address)); });
    BOOST_REQUIRE(error);
    return error->code();
  }

  crypto::HashSlots key_slots{directory + "/key-slots", 1, 1ms};
  accounts::PgpKeys keys{context, {}, key_slots};
  base::Id anna;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(pgp_keys, PgpBunch)

BOOST_AUTO_TEST_CASE(while_another_key_is_read_there_is_another_time_to_come) {
  const auto held = key_slots.take();
  const auto error = refusal_of([&] { keys.add(anna, good_key(), from("192.0.2.1")); });
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == ErrorCode::unavailable));
  BOOST_TEST((error->retry_after() == 1s));
  BOOST_TEST(keys.count(anna) == 0);
}

BOOST_AUTO_TEST_CASE(an_account_that_had_too_many_keys_read_in_vain_has_no_more_read) {
  for (int i = 0; i < 10; ++i) {
    const auto address = "192.0.2." + std::to_string(i);
    BOOST_TEST((refusal(anna, unsigned_key(), address) == ErrorCode::invalid_argument));
  }
  BOOST_TEST((refusal(anna, good_key(), "192.0.2.77") == ErrorCode::too_many_requests));
  clock.advance(31min);
  BOOST_TEST(keys.add(anna, good_key(), from("192.0.2.77")).email == "ada0@example.org");
}

BOOST_AUTO_TEST_CASE(so_has_a_network_whatever_the_account) {
  for (int i = 0; i < 30; ++i) {
    const auto name = "p" + std::to_string(i);
    make_active(name, "198.51.100." + std::to_string(i));
    const auto code = refusal(id_of(name), unsigned_key(), "192.0.2.1");
    BOOST_TEST((code == ErrorCode::invalid_argument));
  }
  BOOST_TEST((refusal(anna, good_key(), "192.0.2.1") == ErrorCode::too_many_requests));
  BOOST_TEST(keys.add(anna, good_key(), from("192.0.2.2")).fingerprint.size() == 40U);
}

BOOST_AUTO_TEST_CASE(a_key_that_one_has_already_counts_as_read_in_vain) {
  keys.add(anna, good_key(), from("192.0.2.1"));
  for (int i = 0; i < 10; ++i) {
    BOOST_TEST((refusal(anna, good_key(), "192.0.2.1") == ErrorCode::invalid_argument));
  }
  BOOST_TEST((refusal(anna, good_key(), "192.0.2.1") == ErrorCode::too_many_requests));
}

BOOST_AUTO_TEST_CASE(what_is_refused_unread_costs_nothing_and_counts_nowhere) {
  for (int i = 0; i < 40; ++i) {
    BOOST_TEST((refusal(anna, "no key", "192.0.2.1") == ErrorCode::invalid_argument));
  }
  BOOST_TEST((keys.add(anna, good_key(), from("192.0.2.1")).account == anna));
}

BOOST_AUTO_TEST_SUITE_END()
