#include "base/text.h"

#include <array>
#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(text)

BOOST_AUTO_TEST_CASE(only_ascii_letters_change_case) {
  BOOST_TEST(base::ascii_lower("AbZ[\xc3\x84") == "abz[\xc3\x84");
  BOOST_TEST(base::equals_ignoring_case("Bearer", "bEARER"));
  BOOST_TEST(!base::equals_ignoring_case("bearer", "bearer "));
}

BOOST_AUTO_TEST_CASE(joining_puts_the_separator_between_all_parts) {
  const std::vector<std::string> parts{"", "a", "b"};
  BOOST_TEST(base::joined(parts, ", ") == ", a, b");
  BOOST_TEST(base::joined({}, ", ").empty());
}

BOOST_AUTO_TEST_CASE(splitting_trims_the_parts_and_leaves_out_empty_ones) {
  const auto parts = base::split(" a, ,b c ,", ',');
  BOOST_REQUIRE(parts.size() == 2U);
  BOOST_TEST(parts[0] == "a");
  BOOST_TEST(parts[1] == "b c");
}

BOOST_AUTO_TEST_CASE(well_formed_utf8_is_told_from_the_rest) {
  for (const auto* good : {"", "a", "\xc3\xa4", "\xe2\x82\xac", "\xf0\x9f\x98\x80"}) {
    BOOST_TEST(base::is_utf8(good));
  }
  for (const auto* bad : {"\x80", "\xc0\x80", "\xc3", "\xe0\x80\x80", "\xed\xa0\x80",
                          "\xf4\x90\x80\x80", "\xff", "\xe2\x82"}) {
    BOOST_TEST(!base::is_utf8(bad));
  }
}

BOOST_AUTO_TEST_CASE(of_all_bytes_those_of_plain_ascii_stand_in_json_as_they_are) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text{'a', static_cast<char>(byte), 'b'};
    const bool plain = byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\';
    BOOST_TEST(base::plain_length(text) == (plain ? 3U : 1U), "byte " << byte);
  }
  BOOST_TEST(base::plain_length("") == 0U);
}

BOOST_AUTO_TEST_CASE(the_nearest_name_is_a_slip_away_or_none) {
  constexpr std::array<std::string_view, 3> names{"workers", "listen", "pid_file"};
  BOOST_TEST(base::nearest("wrokers", names).value() == "workers");
  BOOST_TEST(base::nearest("lisen", names).value() == "listen");
  BOOST_TEST(!base::nearest("colour", names));
}

BOOST_AUTO_TEST_SUITE_END()
