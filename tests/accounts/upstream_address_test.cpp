#include "accounts/issuers/upstream_address.h"

#include <boost/test/unit_test.hpp>

namespace {

/// "-": it does not speak of any.
std::string answered(const std::string& claims) {
  return accounts::email_answered_for(json::parse(claims)).value_or("-");
}

/// As Ory Kratos has it, with these entries about addresses.
std::string ory(const std::string& entries, const std::string& email = "Ada@example.org") {
  return R"({"session":{"identity":{"traits":{"email":")" + email +
         R"("},"verifiable_addresses":[)" + entries + "]}}}";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(upstream_address)

BOOST_AUTO_TEST_CASE(openid_connect_says_it_beside_the_address) {
  BOOST_TEST(answered(R"({"email":"Ada@example.org","email_verified":true})") == "Ada@example.org");
  BOOST_TEST(answered(R"({"email":"ada@example.org","email_verified":"true"})") ==
             "ada@example.org");
  BOOST_TEST(answered(R"({"email":"ada@example.org","email_verified":false})") == "");
  BOOST_TEST(answered(R"({"email":"ada@example.org","email_verified":"false"})") == "");
  BOOST_TEST(answered(R"({"email_verified":true})") == "");
  for (const auto* silent :
       {"{}", R"({"email":"ada@example.org"})", R"({"email":"a@b.org","email_verified":1})",
        R"({"email":"a@b.org","email_verified":"yes"})",
        R"({"email":"a@b.org","email_verified":null})"}) {
    BOOST_TEST(answered(silent) == "-", silent);
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_address_to_us_is_answered_for_by_nobody) {
  for (const auto* email : {"", "ada", "\u0430da@example.org", "ada@example.org,eve@example.org",
                            "ada@example.org\\r\\nBcc: x@y.org", "ada@ex\u00e4mple.org"}) {
    BOOST_TEST(answered(std::string(R"({"email":")") + email + R"(","email_verified":true})") == "",
               email);
  }
  BOOST_TEST(answered(R"({"email":["ada@example.org"],"email_verified":true})") == "");
}

BOOST_AUTO_TEST_CASE(ory_says_it_in_an_entry_of_its_own) {
  const std::string yes = R"({"value":"ada@example.org","verified":true,"via":"email"})";
  const std::string no = R"({"value":"ADA@example.org","verified":false,"via":"email"})";
  BOOST_TEST(answered(ory(yes)) == "Ada@example.org");
  BOOST_TEST(answered(ory(no)) == "");
  BOOST_TEST(answered(ory(yes + "," + no)) == "");
  BOOST_TEST(answered(ory("")) == "");
  BOOST_TEST(answered(ory(yes, "eve@example.org")) == "");
  BOOST_TEST(answered(ory(R"({"value":"ada@example.org","verified":true,"via":"sms"})")) == "");
  BOOST_TEST(answered(ory(R"("ada@example.org",7,null)")) == "");
  for (const auto* silent :
       {R"({"session":7})", R"({"session":{"identity":[]}})",
        R"({"session":{"identity":{"traits":{"email":"a@b.org"}}}})",
        R"({"session":{"identity":{"traits":{"email":7},"verifiable_addresses":[]}}})",
        R"({"session":{"identity":{"traits":{"email":"a@b.org"},"verifiable_addresses":{}}}})"}) {
    BOOST_TEST(answered(silent) == "-", silent);
  }
}

BOOST_AUTO_TEST_CASE(of_both_ways_that_of_openid_connect_counts) {
  const std::string entries = R"({"value":"ada@example.org","verified":true,"via":"email"})";
  auto claims = json::parse(ory(entries));
  claims["email"] = "ada@example.org";
  claims["email_verified"] = false;
  BOOST_TEST(accounts::email_answered_for(claims).value() == "");
}

BOOST_AUTO_TEST_SUITE_END()
