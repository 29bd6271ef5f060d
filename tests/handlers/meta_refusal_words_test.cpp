#include "meta/refusal_words.h"

#include <boost/test/unit_test.hpp>

#include "accounts/invalid.h"

using accounts::fault;

BOOST_AUTO_TEST_SUITE(meta_refusal_words)

BOOST_AUTO_TEST_CASE(the_words_name_the_field_and_what_the_rule_holds_it_to) {
  BOOST_TEST(meta::words_of(fault("field.null", "events")) == "events may not be null");
  BOOST_TEST(meta::words_of(fault("ssh_key.too_long", "", "4096")) ==
             "SSH key longer than max of 4096 characters.");
  BOOST_TEST(meta::words_of(fault("profile.too_long", "url", "256")) ==
             "URL must fewer than 256 characters.");
  BOOST_TEST(meta::words_of(fault("scope.read_only", "scopes", "audit")) ==
             "Write access not permitted for audit");
}

BOOST_AUTO_TEST_CASE(a_value_that_looks_like_a_place_stays_as_it_is) {
  BOOST_TEST(meta::words_of(fault("scope.unknown", "scopes", "{field}{}")) ==
             "Invalid scope {field}{}");
}

BOOST_AUTO_TEST_CASE(a_rule_without_words_of_this_api_has_none) {
  BOOST_TEST(meta::words_of(fault("abuse.network")) == "");
  BOOST_TEST(meta::words_of(base::Error(base::ErrorCode::not_found)) == "");
}

BOOST_AUTO_TEST_CASE(fields_are_named_as_in_the_body) {
  BOOST_TEST(meta::field_of(fault("ssh_key.known")) == "ssh-key");
  BOOST_TEST(meta::field_of(fault("profile.unknown_pgp_key", "preferred_pgp_key")) ==
             "use_pgp_key");
  BOOST_TEST(meta::field_of(fault("profile.too_long", "bio")) == "bio");
  BOOST_TEST(meta::field_of(fault("pgp_key.preferred")) == "");
}

BOOST_AUTO_TEST_SUITE_END()
