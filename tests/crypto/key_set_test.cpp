#include <boost/test/unit_test.hpp>

#include "base/encoding.h"
#include "crypto/jose.h"
#include "support/refusals.h"

using base::ErrorCode;
using crypto::Algorithm;
using crypto::KeySet;
using crypto::SigningKey;

namespace {

// The public JWK of a fresh key.
std::string jwk(Algorithm algorithm, const std::string& kid) {
  auto key = make_key(algorithm);
  key.set_kid(kid);
  return key.verification_key().jwk();
}

std::string oct(const std::string& kid) {
  return R"({"kty":"oct","kid":")" + kid + R"(","k":")" + base::to_base64url(std::string(32, 's')) +
         R"("})";
}

std::string set_text(const std::vector<std::string>& keys) {
  std::string text = R"({"keys":[)";
  for (const auto& key : keys) text += (text.ends_with('[') ? "" : ",") + key;
  return text + "]}";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(key_set)

BOOST_AUTO_TEST_CASE(the_good_keys_of_a_set_are_kept_and_the_others_named) {
  const auto set = KeySet::from_jwks(set_text(
      {jwk(Algorithm::es256, "one"), R"({"kty":"RSA","kid":"we\nak","n":"AQAB","e":"AQAB"})", "7",
       jwk(Algorithm::eddsa, ""), R"({"kty":"EC","crv":"secp256k1"})"}));
  BOOST_REQUIRE(set.keys.size() == 2U);
  BOOST_TEST(set.keys[0].kid() == "one");
  BOOST_TEST(set.keys[1].type() == "OKP");
  BOOST_REQUIRE(set.refused.size() == 3U);
  BOOST_TEST(set.refused[0] == R"(key 2 (kid "we\nak"): The RSA key has less than 2048 bits.)");
  BOOST_TEST(set.refused[1] == "key 3: The key is no sound JSON object.");
  BOOST_TEST(set.refused[2] == "key 5: The key's curve is unknown.");
}

BOOST_AUTO_TEST_CASE(a_kid_of_keys_of_different_types_stands_for_none) {
  const auto set = KeySet::from_jwks(
      set_text({jwk(Algorithm::es256, "two"), jwk(Algorithm::eddsa, "good"), oct("two"),
                jwk(Algorithm::es256, ""), jwk(Algorithm::eddsa, "")}));
  BOOST_REQUIRE(set.keys.size() == 3U);
  BOOST_TEST(set.keys[0].kid() == "good");
  BOOST_REQUIRE(set.refused.size() == 1U);
  BOOST_TEST(set.refused[0] == R"(kid "two": Keys of different types carry it.)");
  BOOST_TEST(set.candidates("two").empty());
}

BOOST_AUTO_TEST_CASE(a_kid_of_two_keys_of_one_type_stands_for_both) {
  const auto set =
      KeySet::from_jwks(set_text({jwk(Algorithm::es256, "two"), jwk(Algorithm::es384, "two")}));
  BOOST_TEST(set.candidates("two").size() == 2U);
  BOOST_TEST(set.refused.empty());
}

BOOST_AUTO_TEST_CASE(a_key_without_a_kid_is_no_candidate_for_a_kid) {
  const auto set = KeySet::from_jwks(set_text({jwk(Algorithm::es256, "")}));
  BOOST_TEST(set.candidates("x").empty());
  BOOST_TEST(set.candidates("").empty());
  BOOST_TEST(set.candidates(std::nullopt).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_set_without_keys_is_a_set) {
  const auto set = KeySet::from_jwks(R"({"keys":[],"more":1})");
  BOOST_TEST(set.keys.empty());
  BOOST_TEST(set.candidates(std::nullopt).empty());
}

BOOST_AUTO_TEST_CASE(a_set_has_at_most_32_keys_and_256_kib) {
  const auto key = jwk(Algorithm::eddsa, "x");
  BOOST_TEST(KeySet::from_jwks(set_text(std::vector(32, key))).keys.size() == 32U);
  BOOST_TEST(refuses(ErrorCode::invalid_argument,
                     [&] { KeySet::from_jwks(set_text(std::vector(33, key))); }));
  const auto text = set_text({key});
  const auto fits = text + std::string(256 * 1024 - text.size(), ' ');
  BOOST_TEST(KeySet::from_jwks(fits).keys.size() == 1U);
  BOOST_TEST(refuses(ErrorCode::invalid_argument, [&] { KeySet::from_jwks(fits + " "); }));
}

BOOST_AUTO_TEST_CASE(a_text_that_is_no_set_is_refused) {
  for (const std::string text :
       {"", "[]", "null", "{}", R"({"keys":{}})", R"({"keys":null})", R"({"keys":"x"})", "<html>",
        R"({"keys":[],"keys":[]})", R"({"keys":[]} x)", "\xef\xbb\xbf{\"keys\":[]}",
        R"({"keys":[{"kty":"oct","kty":"RSA"}]})"}) {
    BOOST_TEST(refuses(ErrorCode::invalid_argument, [&] { KeySet::from_jwks(text); }), text);
  }
  BOOST_TEST(refuses(ErrorCode::invalid_argument,
                     [] { KeySet::from_jwks(R"({"keys":)" + std::string(10'000, '[')); }));
}

BOOST_AUTO_TEST_SUITE_END()
