#include "json/json.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "base/error.h"
#include "json/object_text.h"

namespace {

std::string repeated(std::string_view text, int times) {
  std::string out;
  while (times-- > 0) out += text;
  return out;
}

// An array of this many values in all, itself included.
std::string array_of(int values) { return "[" + repeated("0,", values - 2) + "0]"; }

bool is_refused(std::string_view text) {
  try {
    json::parse(text);
    return false;
  } catch (const base::Error& error) {
    return error.code() == base::ErrorCode::invalid_argument && !error.public_text().empty();
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_in)

BOOST_AUTO_TEST_CASE(every_kind_of_value_is_read) {
  for (const auto* text : {"null", "true", "0", "-1.5e3", "\"\"", "[]", "{}", " [ {\"a\": []} ] ",
                           "\"\\ud83d\\ude00\"", "\"\\u0000\""}) {
    BOOST_TEST(!is_refused(text), "refused: " << text);
  }
}

BOOST_AUTO_TEST_CASE(what_is_not_exactly_one_json_text_is_refused) {
  for (const auto* text :
       {"",          " ",          "{",        "[1,]",      "{\"a\":1,}",  "{a:1}",
        "{'a':1}",   "[1] 2",      "{}{}",     "{} x",      "nul",         "NaN",
        "Infinity",  "01",         "+1",       ".5",        "1.",          "0x1",
        "// no\n{}", "{}/* no */", "\"a\nb\"", "\"\\x41\"", "\"\\ud800\"", "\"\\udc00\\ud800\""}) {
    BOOST_TEST(is_refused(text), "accepted: " << text);
  }
  for (const auto text : {std::string_view("{}\0", 3), std::string_view("{}\0{", 4),
                          std::string_view("\0", 1), std::string_view("\xef\xbb\xbf{}", 5)}) {
    BOOST_TEST(is_refused(text));
  }
}

BOOST_AUTO_TEST_CASE(text_that_is_not_utf8_is_refused) {
  for (const auto* text : {"\"\x80\"", "\"\xc0\x80\"", "\"\xe0\x80\x80\"", "\"\xed\xa0\x80\"",
                           "\"\xf4\x90\x80\x80\"", "\"\xff\"", "\"\xe2\x82\"", "{\"\xff\":1}"}) {
    BOOST_TEST(is_refused(text));
  }
}

BOOST_AUTO_TEST_CASE(thirty_two_levels_are_read_and_thirty_three_refused) {
  BOOST_TEST(!is_refused(repeated("[", 32) + repeated("]", 32)));
  BOOST_TEST(is_refused(repeated("[", 33) + repeated("]", 33)));
  BOOST_TEST(!is_refused(repeated("{\"a\":", 32) + "0" + repeated("}", 32)));
  BOOST_TEST(is_refused(repeated("{\"a\":", 33) + "0" + repeated("}", 33)));
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_levels_are_refused_without_harm) {
  BOOST_TEST(is_refused(repeated("[", 100'000)));
  BOOST_TEST(is_refused(repeated("{\"a\":", 100'000)));
}

BOOST_AUTO_TEST_CASE(four_thousand_and_ninety_six_values_are_read_and_one_more_refused) {
  BOOST_TEST(!is_refused(array_of(json::kMostValues)));
  BOOST_TEST(is_refused(array_of(json::kMostValues + 1)));
}

BOOST_AUTO_TEST_CASE(a_member_given_twice_is_refused_at_any_depth) {
  BOOST_TEST(is_refused(R"({"sub":"a","sub":"b"})"));
  BOOST_TEST(is_refused(R"({"a":{"sub":1,"x":{"sub":2},"sub":3}})"));
  BOOST_TEST(is_refused(R"({"a":1,"\u0061":2})"));
  BOOST_TEST(!is_refused(R"([{"sub":1},{"sub":2},{"a":{"sub":1},"sub":2}])"));
}

BOOST_AUTO_TEST_CASE(a_number_beyond_a_double_is_refused) { BOOST_TEST(is_refused("1e400")); }

BOOST_AUTO_TEST_CASE(only_an_object_is_an_object) {
  BOOST_TEST(json::parse_object(R"({"b":1,"a":2})").size() == 2U);
  for (const auto* text : {"[]", "null", "\"{}\"", "1"}) {
    BOOST_CHECK_THROW(json::parse_object(text), base::Error);
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(json_members)

BOOST_AUTO_TEST_CASE(a_text_member_is_there_only_when_it_is_a_string) {
  const auto object = json::parse_object(R"({"s":"x\u0000y","e":"","n":1,"l":["x"],"z":null})");
  BOOST_TEST((json::text_member(object, "s") == std::string_view("x\0y", 3)));
  BOOST_TEST((json::text_member(object, "e") == std::string_view()));
  for (const auto* name : {"n", "l", "z", "absent", ""}) {
    BOOST_TEST(!json::text_member(object, name), name);
  }
}

BOOST_AUTO_TEST_CASE(an_integer_member_is_there_only_when_it_is_one_of_64_bits) {
  const auto object = json::parse_object(
      R"({"most":9223372036854775807,"least":-9223372036854775808,"over":9223372036854775808,
          "far":18446744073709551616,"under":-9223372036854775809,"half":1.5,"whole":1.0,
          "text":"1","truth":true,"list":[1]})");
  BOOST_TEST(json::integer_member(object, "most").value_or(0) == INT64_MAX);
  BOOST_TEST(json::integer_member(object, "least").value_or(0) == INT64_MIN);
  for (const auto* name :
       {"over", "far", "under", "half", "whole", "text", "truth", "list", "no"}) {
    BOOST_TEST(!json::integer_member(object, name), name);
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(json_out)

BOOST_AUTO_TEST_CASE(a_value_is_written_on_one_line_with_its_members_in_order) {
  BOOST_TEST(json::dump({{"z", 1}, {"a", {true, nullptr, "\r\n\"\xc3\xa4"}}}) ==
             "{\"z\":1,\"a\":[true,null,\"\\r\\n\\\"\xc3\xa4\"]}");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_not_utf8_are_replaced_instead_of_thrown_about) {
  BOOST_TEST(json::dump(json::Value("a\xff"
                                    "b")) ==
             "\"a\xef\xbf\xbd"
             "b\"");
}

BOOST_AUTO_TEST_CASE(an_object_text_is_that_of_the_same_value) {
  BOOST_TEST(json::ObjectText().take() == "{}");
  const std::int64_t least = INT64_MIN;
  for (const std::string_view text :
       {"", "plain ~ text", "a \"quote\"", "back\\slash", "\r\n\x01\x7f", "\xc3\xa4", "a\xff"}) {
    const json::Value value{{"text", text}, {"number", least}, {"last", "x"}};
    BOOST_TEST(json::ObjectText().add("text", text).add("number", least).add("last", "x").take() ==
               json::dump(value));
  }
}

BOOST_AUTO_TEST_CASE(an_object_text_may_leave_out_what_is_empty) {
  json::ObjectText object;
  object.add_unless_empty("a", "").add_unless_empty("b", "x").add_unless_empty("c", "");
  BOOST_TEST(object.take() == R"({"b":"x"})");
}

BOOST_AUTO_TEST_CASE(ascii_alone_is_written_when_it_is_asked_for) {
  BOOST_TEST(json::dump_ascii(json::Value("\xc3\xa4\xf0\x9f\x98\x80")) ==
             R"("\u00e4\ud83d\ude00")");
}

BOOST_AUTO_TEST_SUITE_END()
