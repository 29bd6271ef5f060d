#include <boost/test/unit_test.hpp>

#include "gateway/form.h"
#include "gateway/gateway.h"
#include "support/refusals.h"

using base::ErrorCode;

namespace {

constexpr gateway::Limits kLimits;
constexpr auto kType = "multipart/form-data; boundary=xYz";

gateway::Fields parse(std::string_view body, std::string_view type = kType) {
  return gateway::parse_multipart(body, type, kLimits.form, kLimits.fields);
}

std::string part(const std::string& name, const std::string& value, const std::string& more = {}) {
  return "--xYz\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n" +
         value + "\r\n";
}

std::string shown(const gateway::Fields& fields) {
  std::string out;
  for (const auto& field : fields) out += "[" + field.name + "|" + field.value + "]";
  return out;
}

constexpr auto kEnd = "--xYz--\r\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(multipart)

BOOST_AUTO_TEST_CASE(parts_are_fields_in_their_order_and_files_are_none) {
  BOOST_TEST(shown(parse(part("user", "alice") + part("pass", "a & b=c;%20+") + kEnd)) ==
             "[user|alice][pass|a & b=c;%20+]");
  BOOST_TEST(shown(parse(part("a", "") + part("a", "2\r\n3") + kEnd)) == "[a|][a|2\r\n3]");
  BOOST_TEST(shown(parse(part("f", "text", "; filename=\"x.txt\"") + part("a", "1") + kEnd)) ==
             "[a|1]");
  BOOST_TEST(shown(parse(part("user", "j\u00fcrgen") + kEnd)) == "[user|j\u00fcrgen]");
  BOOST_TEST(shown(parse(part("a", "1") + kEnd,
                         "Multipart/Form-Data; charset=utf-8; Boundary=\"xYz\"")) == "[a|1]");
}

BOOST_AUTO_TEST_CASE(what_is_no_form_in_parts_is_refused) {
  const auto refused = [](const std::string& body, const std::string& type = kType) {
    return refuses(ErrorCode::invalid_argument, [&] { parse(body, type); });
  };
  const auto whole = part("a", "1") + kEnd;
  for (const std::string type :
       {"multipart/form-data", "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=a\"b"}) {
    BOOST_TEST(refused(whole, type), type);
  }
  BOOST_TEST(refused(whole, "multipart/form-data; boundary=" + std::string(71, 'x')));
  for (const std::string& body :
       {std::string(), std::string("x"), std::string("--xYz"), part("a", "1"),
        std::string("a=1&b=2"), part("a", "\xff") + kEnd, part("\xff", "1") + kEnd,
        part("a", std::string("x\0y", 3)) + kEnd}) {
    BOOST_TEST(refused(body), body);
  }
}

// Whatever comes of them, it comes soon, and it is no crash.
BOOST_AUTO_TEST_CASE(hostile_parts_hurt_nobody) {
  for (const std::string& body :
       {std::string("--xYz\r\n\r\n\r\n--xYz--"), std::string("--xYz--"),
        std::string("--xYz\r\nContent-Disposition: form-data\r\n\r\nv\r\n--xYz--"),
        std::string("--xYz\r\nContent-Disposition: form-data; name=\r\n\r\nv\r\n--xYz--"),
        std::string("--xYz\r\nContent-Disposition: form-data; name=\"a\r\n\r\nv\r\n--xYz--"),
        std::string("--xYz\nContent-Disposition: form-data; name=\"a\"\n\nv\n--xYz--"),
        std::string("--xYz\r\n--xYz\r\n--xYz\r\n--xYz--"),
        "--xYz" + std::string(60'000, '\r') + kEnd, part("a", std::string(60'000, '-')) + kEnd,
        "--xYz\r\n" + std::string(60'000, ':') + kEnd}) {
    try {
      parse(body);
    } catch (const base::Error& error) {
      BOOST_TEST((error.code() == ErrorCode::invalid_argument));
    }
  }
}

BOOST_AUTO_TEST_CASE(forms_over_the_bounds_are_refused) {
  std::string many;
  for (int i = 0; i < 257; ++i) many += part("a", "1");
  BOOST_TEST(refuses(ErrorCode::payload_too_large, [&] { parse(many + kEnd); }));
  const auto long_one = part("a", std::string(kLimits.form, 'x')) + kEnd;
  BOOST_TEST(refuses(ErrorCode::payload_too_large, [&] { parse(long_one); }));
}

BOOST_AUTO_TEST_SUITE_END()
