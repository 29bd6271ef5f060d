#include "base/calendar.h"

#include <boost/test/unit_test.hpp>

namespace {

using namespace std::chrono;

base::Time at(year_month_day date, milliseconds since_midnight) {
  return sys_days(date) + since_midnight;
}

const auto kMoment = at(2026y / January / 3, 4h + 5min + 6s + 7ms);

}  // namespace

BOOST_AUTO_TEST_SUITE(calendar)

BOOST_AUTO_TEST_CASE(each_form_is_written_with_all_its_zeros) {
  BOOST_TEST(base::rfc3339(kMoment) == "2026-01-03T04:05:06Z");
  BOOST_TEST(base::rfc3339_with_millis(kMoment) == "2026-01-03T04:05:06.007Z");
  BOOST_TEST(base::rfc3339_with_offset(kMoment) == "2026-01-03T04:05:06+00:00");
  BOOST_TEST(base::date_of(kMoment) == "2026-01-03");
  BOOST_TEST(base::to_the_minute(kMoment) == "2026-01-03 04:05 UTC");
  BOOST_TEST(base::mail_date(kMoment) == "Sat, 3 Jan 2026 04:05:06 +0000");
}

BOOST_AUTO_TEST_CASE(the_edges_of_days_months_and_years_are_where_they_are) {
  BOOST_TEST(base::rfc3339_with_millis(base::Time{}) == "1970-01-01T00:00:00.000Z");
  BOOST_TEST(base::rfc3339_with_millis(base::Time{} - 1ms) == "1969-12-31T23:59:59.999Z");
  BOOST_TEST(base::rfc3339(at(2028y / February / 29, 24h - 1ms)) == "2028-02-29T23:59:59Z");
  BOOST_TEST(base::mail_date(at(2026y / December / 31, 24h - 1ms)) ==
             "Thu, 31 Dec 2026 23:59:59 +0000");
}

BOOST_AUTO_TEST_CASE(a_month_begins_with_its_first_moment) {
  BOOST_TEST((base::month_of(kMoment) == at(2026y / January / 1, 0ms)));
  BOOST_TEST(
      (base::month_of(at(2028y / February / 29, 24h - 1ms)) == at(2028y / February / 1, 0ms)));
}

BOOST_AUTO_TEST_CASE(a_date_of_http_is_read_to_the_second) {
  BOOST_TEST((base::parse_http_date("Sat, 03 Jan 2026 04:05:06 GMT") == floor<seconds>(kMoment)));
  BOOST_TEST(
      (base::parse_http_date("Tue, 29 Feb 2028 23:59:60 GMT") == at(2028y / March / 1, 0ms)));
}

BOOST_AUTO_TEST_CASE(any_other_text_is_no_date_of_http) {
  for (const auto* text : {"", "Sun, 03 Jan 2026 04:05:06 GMT", "Sat, 3 Jan 2026 04:05:06 GMT",
                           "Sat, 03 jan 2026 04:05:06 GMT", "Sat, 03 Jan 2026 24:05:06 GMT",
                           "Sat, 03 Jan 2026 04:60:06 GMT", "Sat, 03 Jan 2026 04:05:61 GMT",
                           "Mon, 29 Feb 2027 04:05:06 GMT", "Sat, 03 Jan 2026 04:05:06 UTC",
                           "Sat, 03 Jan 2026 04:05:06 GMT ", "Saturday, 03-Jan-26 04:05:06 GMT",
                           "Sat Jan  3 04:05:06 2026"}) {
    BOOST_TEST(!base::parse_http_date(text), text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
