#include "base/log.h"

#include <boost/test/unit_test.hpp>

using base::log::format;
using base::log::Level;

BOOST_AUTO_TEST_SUITE(log_lines)

BOOST_AUTO_TEST_CASE(a_line_is_one_json_object_with_its_fields_in_order) {
  const auto line =
      format(Level::warning, "mail.failed", {{"attempts", 3}, {"error", "451 later"}}, "T");
  BOOST_TEST(
      line ==
      R"({"time":"T","level":"warning","event":"mail.failed","attempts":3,"error":"451 later"})");
}

BOOST_AUTO_TEST_CASE(control_characters_and_quotes_cannot_forge_a_line) {
  const auto line = format(Level::info, "request", {{"agent", "a\"\r\n{\x1b[31m\\"}}, "T");
  BOOST_TEST(
      line ==
      R"({"time":"T","level":"info","event":"request","agent":"a\"\u000d\u000a{\u001b[31m\\"})");
}

BOOST_AUTO_TEST_CASE(a_long_value_is_cut_at_256_bytes) {
  const std::string longest(256, 'x');
  const auto line = format(Level::info, "e", {{"v", longest + "y"}}, "T");
  BOOST_TEST(line.find(longest + "...\"") != line.npos);
  BOOST_TEST(line.find('y') == line.npos);
}

BOOST_AUTO_TEST_SUITE_END()
