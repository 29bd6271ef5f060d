#include "base/id.h"

#include <boost/test/unit_test.hpp>

#include "support/fakes.h"

BOOST_AUTO_TEST_SUITE(id)

BOOST_AUTO_TEST_CASE(an_id_carries_version_7_and_the_time_of_its_making) {
  FakeEntropy entropy;
  const auto text = base::Id::make(base::from_millis(0x0123456789ab), entropy).text();
  BOOST_TEST(text.substr(0, 15) == "01234567-89ab-7");
  BOOST_TEST((text[19] == '8' || text[19] == '9' || text[19] == 'a' || text[19] == 'b'));
}

BOOST_AUTO_TEST_CASE(a_later_id_sorts_behind_an_earlier_one_as_text_too) {
  FakeEntropy entropy;
  const auto early = base::Id::make(base::from_millis(1000), entropy);
  const auto late = base::Id::make(base::from_millis(1001), entropy);
  BOOST_TEST((early < late));
  BOOST_TEST(early.text() < late.text());
}

BOOST_AUTO_TEST_CASE(a_text_is_read_back_as_the_same_id_in_either_case) {
  const auto id = base::Id::parse("01234567-89AB-7cde-8f01-23456789abcd");
  BOOST_REQUIRE(id);
  BOOST_TEST(id->text() == "01234567-89ab-7cde-8f01-23456789abcd");
}

BOOST_AUTO_TEST_CASE(anything_but_36_characters_of_a_uuid_is_no_id) {
  for (const auto* text :
       {"", "0", "0123456789ab7cde8f0123456789abcd", "01234567-89ab-7cde-8f01-23456789abc",
        "01234567-89ab-7cde-8f01-23456789abcg", "01234567-89ab-7cde-8f01023456789abcd",
        "{1234567-89ab-7cde-8f01-23456789abc}", " 1234567-89ab-7cde-8f01-23456789abcd"}) {
    BOOST_TEST(!base::Id::parse(text), "accepted: " << text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
