#include "gateway/form.h"

#include <boost/test/unit_test.hpp>
#include <chrono>

#include "gateway/gateway.h"
#include "support/refusals.h"

using base::ErrorCode;
using gateway::Fields;

namespace {

constexpr gateway::Limits kLimits;

Fields parse(std::string_view text) {
  return gateway::parse_form(text, kLimits.form, kLimits.fields);
}

std::string shown(const Fields& fields) {
  std::string out;
  for (const auto& field : fields) out += "[" + field.name + "|" + field.value + "]";
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forms)

BOOST_AUTO_TEST_CASE(fields_are_decoded_and_kept_in_order) {
  struct Row {
    const char* text;
    const char* fields;
  };
  for (const auto& [text, fields] : {Row{"", ""},
                                     {"a=1&b=2", "[a|1][b|2]"},
                                     {"a=1&b", "[a|1][b|]"},
                                     {"a&b=2", "[a|][b|2]"},
                                     {"a", "[a|]"},
                                     {"&&a=1&&&b=2&&", "[a|1][b|2]"},
                                     {"a=1;b=2", "[a|1;b=2]"},
                                     {"a;b=2", "[a;b|2]"},
                                     {"a=b=c", "[a|b=c]"},
                                     {"=x", "[|x]"},
                                     {"a=1+2%2B%26%3d", "[a|1 2+&=]"},
                                     {"%61=%c3%a4", "[a|\xc3\xa4]"},
                                     {"a=1&a=2&A=3", "[a|1][a|2][A|3]"}}) {
    BOOST_TEST(shown(parse(text)) == fields, "wrong for " << text);
  }
}

BOOST_AUTO_TEST_CASE(names_are_compared_with_case) {
  const auto fields = parse("A=1&a=2");
  BOOST_TEST(fields.find("A").value() == "1");
  BOOST_TEST(fields.find("a").value() == "2");
}

BOOST_AUTO_TEST_CASE(text_that_is_no_text_is_refused) {
  for (const auto* text : {"a=%", "a=%4", "a=%zz", "a=%00", "%00=a", "a=%ff", "a=%c0%80", "a=\xff",
                           "a=1&b=%ed%a0%80"}) {
    BOOST_TEST(refuses(ErrorCode::invalid_argument, [&] { parse(text); }), "accepted: " << text);
  }
}

BOOST_AUTO_TEST_CASE(too_many_fields_and_too_many_bytes_are_refused) {
  std::string many;
  for (std::size_t i = 0; i < kLimits.fields; ++i) many += "a=1&";
  BOOST_TEST(parse(many).all("a").size() == kLimits.fields);
  BOOST_TEST(refuses(ErrorCode::payload_too_large, [&] { parse(many + "a"); }));
  const std::string longest = "a=" + std::string(kLimits.form - 2, 'x');
  BOOST_TEST(parse(longest).find("a")->size() == kLimits.form - 2);
  BOOST_TEST(refuses(ErrorCode::payload_too_large, [&] { parse(longest + "x"); }));
}

BOOST_AUTO_TEST_CASE(a_run_of_ampersands_costs_nothing) {
  const auto start = std::chrono::steady_clock::now();
  BOOST_TEST(parse(std::string(kLimits.form, '&')).empty());
  BOOST_TEST((std::chrono::steady_clock::now() - start < std::chrono::milliseconds(200)));
}

BOOST_AUTO_TEST_CASE(cookies_are_split_and_duplicates_kept) {
  const auto cookies = gateway::parse_cookies("a=1; b=%41; a=2; flag;c = x=y ", 8);
  BOOST_TEST(shown(cookies) == "[a|1][b|%41][a|2][c|x=y]");
  BOOST_TEST(refuses(ErrorCode::invalid_argument, [&] { cookies.find("a"); }));
  BOOST_TEST(refuses(ErrorCode::payload_too_large, [] { gateway::parse_cookies("a=1;b=2", 1); }));
}

BOOST_AUTO_TEST_SUITE_END()
