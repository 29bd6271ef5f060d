#include <boost/test/unit_test.hpp>
#include <chrono>
#include <ctime>

#include "crypto/jose.h"

using crypto::ClaimRules;
using std::chrono::seconds;

namespace {

constexpr std::int64_t kNow = 1'700'000'000;

struct Issuer {
  crypto::SigningKey key = make_key(crypto::Algorithm::eddsa);
  crypto::KeySet keys = set_of({key.verification_key()});
  base::Time now = base::from_millis(kNow * 1000);

  // "valid", or why a token of this payload is refused.
  std::string verdict(std::string_view payload, const ClaimRules& rules = {}) const {
    return verdict_of_token(crypto::sign_jws(key, payload), rules);
  }

  std::string verdict_of_token(const std::string& token, const ClaimRules& rules) const {
    const auto found = crypto::verify_jwt(token, keys, {crypto::Algorithm::eddsa}, rules, now);
    return found ? "valid" : found.refusal().reason;
  }
};

// {"exp": an hour from now, the other members}
std::string claims(const std::string& more) {
  return R"({"exp":)" + std::to_string(kNow + 3600) + (more.empty() ? "" : ",") + more + "}";
}

std::string at(const char* name, std::int64_t offset) {
  return '"' + std::string(name) + "\":" + std::to_string(kNow + offset);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(jwt, Issuer)

BOOST_AUTO_TEST_CASE(a_token_is_valid_through_the_second_of_its_expiry) {
  BOOST_TEST(verdict("{" + at("exp", 0) + "}") == "valid");
  BOOST_TEST(verdict("{" + at("exp", -1) + "}") == "expired");
  now += std::chrono::milliseconds(999);
  BOOST_TEST(verdict("{" + at("exp", 0) + "}") == "valid");
  now += std::chrono::milliseconds(1);
  BOOST_TEST(verdict("{" + at("exp", 0) + "}") == "expired");
}

BOOST_AUTO_TEST_CASE(leeway_moves_each_bound_by_at_most_a_minute) {
  for (const auto leeway : {seconds(60), seconds(3600), seconds(1'000'000'000)}) {
    const ClaimRules rules{.leeway = leeway};
    BOOST_TEST(verdict("{" + at("exp", -60) + "}", rules) == "valid");
    BOOST_TEST(verdict("{" + at("exp", -61) + "}", rules) == "expired");
    BOOST_TEST(verdict(claims(at("nbf", 60)), rules) == "valid");
    BOOST_TEST(verdict(claims(at("nbf", 61)), rules) == "not yet valid");
    BOOST_TEST(verdict(claims(at("iat", 60)), rules) == "valid");
    BOOST_TEST(verdict(claims(at("iat", 61)), rules) == "issued in the future");
  }
  BOOST_TEST(verdict("{" + at("exp", 0) + "}", {.leeway = seconds(-60)}) == "valid");
}

BOOST_AUTO_TEST_CASE(a_token_counts_from_its_nbf_on_and_is_not_of_the_future) {
  BOOST_TEST(verdict(claims(at("nbf", 0))) == "valid");
  BOOST_TEST(verdict(claims(at("nbf", 1))) == "not yet valid");
  BOOST_TEST(verdict(claims(at("iat", 0))) == "valid");
  BOOST_TEST(verdict(claims(at("iat", 86'400))) == "issued in the future");
}

BOOST_AUTO_TEST_CASE(times_may_have_fractions) {
  BOOST_TEST(verdict(R"({"exp":1700000000.5})") == "valid");
  BOOST_TEST(verdict(R"({"exp":1.7e9})") == "valid");
  BOOST_TEST(verdict(R"({"exp":1699999999.999})") == "expired");
  BOOST_TEST(verdict(claims(R"("nbf":1700000000.5)")) == "not yet valid");
  now += std::chrono::milliseconds(500);
  BOOST_TEST(verdict(claims(R"("nbf":1700000000.5)")) == "valid");
}

BOOST_AUTO_TEST_CASE(an_expiry_is_needed_unless_the_caller_says_otherwise) {
  BOOST_TEST(verdict("{}") == "no expiry");
  BOOST_TEST(verdict("{}", {.needs_expiry = false}) == "valid");
  BOOST_TEST(verdict("{" + at("exp", -1) + "}", {.needs_expiry = false}) == "expired");
}

BOOST_AUTO_TEST_CASE(a_time_that_is_no_number_is_refused) {
  for (const auto* value : {R"("1800000000")", "null", "true", "[]", "{}", "1e400", "-1e400", "NaN",
                            "Infinity", "0x7f", "01800000000", R"("")", "[1800000000]"}) {
    for (const auto* name : {"exp", "nbf", "iat"}) {
      const auto payload = R"({")" + std::string(name) + R"(":)" + value + "}";
      BOOST_TEST(verdict(payload, {.needs_expiry = false}) == "claims", payload);
    }
  }
}

BOOST_AUTO_TEST_CASE(extreme_times_are_compared_rightly) {
  for (const auto* past : {"-1", "0", "-0", "-9223372036854775808", "-1e308", "1e-300"}) {
    BOOST_TEST(verdict(R"({"exp":)" + std::string(past) + "}") == "expired", past);
  }
  for (const auto* future :
       {"9223372036854775807", "18446744073709551615", "18446744073709551616", "1e308"}) {
    BOOST_TEST(verdict(R"({"exp":)" + std::string(future) + "}") == "valid", future);
    BOOST_TEST(verdict(claims(R"("nbf":)" + std::string(future))) == "not yet valid", future);
  }
}

BOOST_AUTO_TEST_CASE(the_issuer_is_exact) {
  const ClaimRules rules{.issuer = "https://issuer.example"};
  BOOST_TEST(verdict(claims(R"("iss":"https://issuer.example")"), rules) == "valid");
  for (const auto* issuer :
       {R"("https://issuer.example/")", R"("https://issuer.exampl")", R"("HTTPS://issuer.example")",
        R"("")", "1", "null", R"(["https://issuer.example"])",
        R"("https://issuer.example\u0000")"}) {
    BOOST_TEST(verdict(claims(R"("iss":)" + std::string(issuer)), rules) == "issuer", issuer);
  }
  BOOST_TEST(verdict(claims(""), rules) == "issuer");
  BOOST_TEST(verdict(claims(R"("iss":1)")) == "valid");
}

BOOST_AUTO_TEST_CASE(the_audience_is_named_alone_or_among_others) {
  const ClaimRules rules{.audience = "us"};
  for (const auto* audience : {R"("us")", R"(["us"])", R"(["others","us"])"}) {
    BOOST_TEST(verdict(claims(R"("aud":)" + std::string(audience)), rules) == "valid", audience);
  }
  for (const auto* audience : {R"("others")", R"("US")", R"("us ")", R"("")", "[]", R"(["others"])",
                               R"([["us"]])", "1", "null", R"({"us":"us"})", R"([1])"}) {
    BOOST_TEST(verdict(claims(R"("aud":)" + std::string(audience)), rules) == "audience", audience);
  }
  BOOST_TEST(verdict(claims(""), rules) == "audience");
}

BOOST_AUTO_TEST_CASE(a_token_of_another_type_is_refused) {
  const ClaimRules rules{.type = "at+jwt"};
  const auto of_type = [&](std::string_view type) {
    return verdict_of_token(crypto::sign_jws(key, claims(""), type), rules);
  };
  BOOST_TEST(of_type("at+jwt") == "valid");
  BOOST_TEST(of_type("AT+JWT") == "valid");
  BOOST_TEST(of_type("application/at+jwt") == "valid");
  for (const auto* type :
       {"", "JWT", "rt+jwt", "id+jwt", "at+jwt ", "application/", "text/at+jwt"}) {
    BOOST_TEST(of_type(type) == "type", type);
  }
}

BOOST_AUTO_TEST_CASE(a_payload_that_is_not_one_json_object_makes_no_claims) {
  const std::string exp = at("exp", 3600);
  const std::string payloads[] = {
      "",
      "null",
      "[]",
      "\"text\"",
      "{" + exp,
      "{" + exp + "}}",
      "{" + exp + "} {}",
      "{" + exp + ",}",
      "{" + exp + R"(,"sub":"a","sub":"b"})",
      "{" + exp + R"(,"sub":"a","s\u0075b":"b"})",
      "{" + exp + R"(,"x":{"y":1,"y":2}})",
      "\xef\xbb\xbf{" + exp + "}",
      "{" + exp + ",\"sub\":\"\xff\"}",
      "{" + exp + ",\"sub\":\"\xc0\xaf\"}",
      "{" + exp + ",\"sub\":\"\xed\xa0\x80\"}",
      "{" + exp + R"(,"sub":"\ud800"})",
      "{" + exp + "}" + std::string(1, '\0'),
      "{" + exp + R"(,"x":)" + std::string(10'000, '[') + "}",
      "{" + exp + R"(,"x":)" + std::string(40, '[') + std::string(40, ']') + "}",
  };
  for (const auto& payload : payloads) BOOST_TEST(verdict(payload) == "claims", payload);
}

BOOST_AUTO_TEST_CASE(claims_are_not_looked_at_before_the_signature_is_right) {
  const auto stranger = make_key(crypto::Algorithm::eddsa);
  BOOST_TEST(verdict_of_token(signed_with(stranger, R"({"alg":"EdDSA"})", "no json"), {}) ==
             "signature");
  BOOST_TEST(verdict_of_token("a.b.c", {}) == "malformed");
}

BOOST_AUTO_TEST_CASE(hostile_tokens_cost_less_than_five_milliseconds) {
#ifdef __SANITIZE_ADDRESS__
  constexpr double kMost = 50;  // what grows with the square of a length takes more
#else
  constexpr double kMost = 5;
#endif
  const std::string payloads[] = {
      "{\"x\":" + std::string(11'000, '['),
      "{\"x\":\"" + std::string(11'000, 'x'),
      "[" + std::string(11'000, ' '),
      "{" + std::string(5'000, ' ') + std::string(5'000, '\n'),
  };
  for (const auto& payload : payloads) {
    const auto token = crypto::sign_jws(key, payload);
    double least = 1e9;
    for (int i = 0; i < 5; ++i) {
      const auto start = std::clock();
      BOOST_TEST(verdict_of_token(token, {}) == "claims");
      least = std::min(least, 1e3 * double(std::clock() - start) / CLOCKS_PER_SEC);
    }
    BOOST_TEST(least < kMost);
  }
}

BOOST_AUTO_TEST_SUITE_END()
