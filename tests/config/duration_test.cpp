#include "config/duration.h"

#include <boost/test/unit_test.hpp>

#include "config/keys.h"
#include "support/temp_directory.h"

namespace {

using namespace std::chrono;
using config::parse_duration;

std::string fault_of(const std::string& value) {
  const TempDirectory directory;
  const auto loaded =
      config::load(directory.write("doorward.toml", "[usage]\nretention = " + value + "\n"), {});
  if (loaded.faults.empty()) return "";
  const auto& fault = loaded.faults.front();
  return fault.where.substr(fault.where.rfind('/') + 1) + " " + fault.what;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(configuration_durations)

BOOST_AUTO_TEST_CASE(a_time_is_a_number_and_its_unit) {
  BOOST_TEST((parse_duration("90s", days{1}) == seconds{90}));
  BOOST_TEST((parse_duration("15m", days{1}) == minutes{15}));
  BOOST_TEST((parse_duration("12h", days{1}) == hours{12}));
  BOOST_TEST((parse_duration("30d", seconds{1}) == days{30}));
  BOOST_TEST((parse_duration("0s", days{1}) == seconds{0}));
}

BOOST_AUTO_TEST_CASE(a_plain_number_is_counted_in_what_the_key_says) {
  BOOST_TEST((parse_duration("30", days{1}) == days{30}));
  BOOST_TEST((parse_duration("600", seconds{1}) == minutes{10}));
}

BOOST_AUTO_TEST_CASE(any_other_text_is_no_time) {
  for (const auto* text : {"", "s", "d", "1 d", " 1d", "1d ", "1w", "1D", "1.5h", "1h30m", "+1d",
                           "1dd", "ten", "1e3s"}) {
    BOOST_TEST(!parse_duration(text, seconds{1}), text);
  }
}

BOOST_AUTO_TEST_CASE(what_is_too_long_to_tell_is_the_longest_and_never_a_short_time) {
  BOOST_TEST((parse_duration("9223372036854775807d", seconds{1}) > days{36500}));
  BOOST_TEST((config::times(INT64_MAX, days{1}) > days{36500}));
  BOOST_TEST((config::times(INT64_MIN, days{1}) < seconds{0}));
}

BOOST_AUTO_TEST_CASE(it_is_written_in_the_largest_unit_that_says_it_whole) {
  const std::pair<config::Duration, const char*> rows[] = {{days{30}, "30d"},    {hours{36}, "36h"},
                                                           {minutes{90}, "90m"}, {seconds{0}, "0s"},
                                                           {seconds{90}, "90s"}, {hours{24}, "1d"}};
  for (const auto& [duration, text] : rows) {
    BOOST_TEST(config::to_text(duration) == text);
    BOOST_TEST((parse_duration(text, seconds{1}) == duration));
  }
}

BOOST_AUTO_TEST_CASE(a_file_says_it_in_either_way_and_is_told_the_line_of_a_wrong_one) {
  for (const auto* value : {"90", "\"90\"", "\"90d\"", "\"2160h\"", "0"}) {
    BOOST_TEST(fault_of(value) == "", value);
  }
  for (const auto* value : {"\"90 days\"", "\"\"", "true", "1.5", "[1]"}) {
    BOOST_TEST(fault_of(value) ==
                   "doorward.toml:2 usage.retention must be a time such as \"90s\", \"15m\", "
                   "\"12h\" or \"30d\", or a plain number of days",
               value);
  }
  for (const auto* value : {"-1", "36501", "\"-1s\"", "9223372036854775807"}) {
    BOOST_TEST(
        fault_of(value) == "doorward.toml:2: usage.retention must be from \"0s\" to \"36500d\"",
        value);
  }
}

BOOST_AUTO_TEST_SUITE_END()
