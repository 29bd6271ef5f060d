#include "base/number.h"

#include <boost/test/unit_test.hpp>
#include <cstdint>

BOOST_AUTO_TEST_SUITE(numbers)

BOOST_AUTO_TEST_CASE(a_text_that_is_a_number_is_read_whole) {
  BOOST_TEST(base::number_in<int>("-17").value() == -17);
  BOOST_TEST(base::number_in<unsigned>("007").value() == 7U);
  BOOST_TEST(base::number_in<std::int64_t>("9223372036854775807").value() == INT64_MAX);
}

BOOST_AUTO_TEST_CASE(anything_before_behind_or_instead_of_a_number_makes_it_none) {
  for (const auto* text : {"", "-", "+1", " 1", "1 ", "1.0", "1e3", "0x1", "one", "1s", "--1"}) {
    BOOST_TEST(!base::number_in<int>(text), text);
  }
}

BOOST_AUTO_TEST_CASE(what_the_type_cannot_hold_is_none) {
  BOOST_TEST(!base::number_in<int>("2147483648"));
  BOOST_TEST(!base::number_in<unsigned>("-1"));
  BOOST_TEST(!base::number_in<std::uint16_t>("65536"));
}

BOOST_AUTO_TEST_SUITE_END()
