#include <boost/test/unit_test.hpp>

#include "base/encoding.h"
#include "crypto/jose.h"

using crypto::Algorithm;
using crypto::SigningKey;
using crypto::VerificationKey;

namespace {

struct Keys {
  Keys() {
    key.set_kid("now");
    keys = set_of({key.verification_key()});
  }

  SigningKey key = make_key(Algorithm::eddsa);
  crypto::KeySet keys;
};

std::string replaced(std::string text, std::string_view old, std::string_view with) {
  return text.replace(text.find(old), old.size(), with);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(jws, Keys)

BOOST_AUTO_TEST_CASE(what_a_key_signs_its_public_half_accepts_for_every_algorithm) {
  for (const auto algorithm : crypto::kAllAlgorithms) {
    BOOST_TEST_CONTEXT(crypto::name_of(algorithm)) {
      const auto made = make_key(algorithm);
      const auto token = crypto::sign_jws(made, "payload");
      const auto set = set_of({made.verification_key()});
      const auto verdict = crypto::verify_jws(token, set, {algorithm});
      BOOST_REQUIRE(static_cast<bool>(verdict));
      BOOST_TEST(verdict.text().payload == "payload");
      BOOST_TEST(verdict.text().header == R"({"alg":")" + std::string(crypto::name_of(algorithm)) +
                                              R"(","kid":")" + made.kid() + R"(","typ":"JWT"})");
      const auto end = token.rfind('.');
      const auto other = crypto::sign_jws(made, "Payload");
      BOOST_TEST(verdict_of(other.substr(0, other.rfind('.')) + token.substr(end), set) ==
                 "signature");
      BOOST_TEST(verdict_of(token.substr(0, end + 1), set) == "signature");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_changed_bit_of_the_signature_is_noticed_for_every_algorithm) {
  for (const auto algorithm :
       {Algorithm::hs256, Algorithm::rs256, Algorithm::ps256, Algorithm::es256, Algorithm::es384,
        Algorithm::es512, Algorithm::eddsa}) {
    const auto made = make_key(algorithm);
    const auto checking = made.verification_key();
    const auto signature = made.sign("text");
    BOOST_TEST(checking.verify(algorithm, "text", signature));
    for (std::size_t place = 0; place < signature.size(); place += 7) {
      auto changed = signature;
      changed[place] = static_cast<char>(changed[place] ^ 1);
      BOOST_TEST(!checking.verify(algorithm, "text", changed));
    }
    BOOST_TEST(!checking.verify(algorithm, "text", signature + '\0'));
    BOOST_TEST(!checking.verify(algorithm, "text", '\0' + signature));
    BOOST_TEST(!checking.verify(algorithm, "text", signature.substr(1)));
    BOOST_TEST(!checking.verify(algorithm, "text", ""));
  }
}

BOOST_AUTO_TEST_CASE(only_a_known_and_allowed_algorithm_counts) {
  const auto payload = base::to_base64url("{}");
  for (const std::string_view name :
       {"none", "None", "NONE", "nOnE", "", "eddsa", "EDDSA", "EdDSA ", "ed25519", "HS1", "RS256 ",
        "rs256", "ES256K", "RSA-OAEP", "dir"}) {
    const auto header = R"({"alg":")" + std::string(name) + R"("})";
    BOOST_TEST(verdict_of(base::to_base64url(header) + "." + payload + ".", keys) == "algorithm");
    BOOST_TEST(verdict_of(signed_with(key, header), keys) == "algorithm", header);
  }
  const auto token = crypto::sign_jws(key, "{}");
  BOOST_TEST(static_cast<bool>(crypto::verify_jws(token, keys, {Algorithm::eddsa})));
  BOOST_TEST(
      crypto::verify_jws(token, keys, {Algorithm::es256, Algorithm::rs256}).refusal().reason ==
      "algorithm");
  BOOST_TEST(crypto::verify_jws(token, keys, {}).refusal().reason == "algorithm");
}

BOOST_AUTO_TEST_CASE(text_that_is_not_exactly_three_parts_is_malformed) {
  const auto token = crypto::sign_jws(key, "{}");
  const auto first = token.substr(0, token.find('.'));
  const std::string tokens[] = {
      "",           ".",          "..",         "...",          "a",          first,
      first + ".",  first + "..", token + ".",  "." + token,    token + " ",  " " + token,
      token + "\n", token + "=",  token + "==", token + "\xc3", token + "\0",
  };
  for (const auto& each : tokens) {
    if (each == token) continue;  // the NUL of a literal ends it
    const auto reason = verdict_of(each, keys);
    BOOST_TEST((reason == "malformed" || each == first + ".."), each << ": " << reason);
    BOOST_TEST(reason != "valid");
  }
  BOOST_TEST(verdict_of(token + std::string(1, '\0'), keys) == "malformed");
  BOOST_TEST(verdict_of(replaced(token, ".", "=."), keys) == "malformed");
  BOOST_TEST(verdict_of(replaced(token, ".", " ."), keys) == "malformed");
  BOOST_TEST(verdict_of(replaced(token, ".", ". "), keys) == "malformed");
}

BOOST_AUTO_TEST_CASE(the_other_alphabet_of_base64_is_malformed) {
  const auto token = signed_with(key, R"({"alg":"EdDSA"})", "\xfb\xff\xbf");  // "-_-_" as base64url
  BOOST_TEST(verdict_of(token, keys) == "valid");
  BOOST_TEST(verdict_of(replaced(token, "-_-_", "+/+/"), keys) == "malformed");
  BOOST_TEST(verdict_of(replaced(token, "-_-_", "-_+/"), keys) == "malformed");
}

BOOST_AUTO_TEST_CASE(unused_bits_of_the_signature_make_no_second_token) {
  const auto token = crypto::sign_jws(key, "{}");
  int valid = 0;
  for (const char last :
       std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")) {
    auto changed = token;
    changed.back() = last;
    if (verdict_of(changed, keys) == "valid") ++valid;
  }
  BOOST_TEST(valid == 1);
}

BOOST_AUTO_TEST_CASE(the_json_serialization_is_malformed) {
  const auto token = crypto::sign_jws(key, "{}");
  const auto first = token.find('.');
  const auto last = token.rfind('.');
  const auto json = R"({"protected":")" + token.substr(0, first) + R"(","payload":")" +
                    token.substr(first + 1, last - first - 1) + R"(","signature":")" +
                    token.substr(last + 1) + R"("})";
  BOOST_TEST(verdict_of(json, keys) == "malformed");
}

BOOST_AUTO_TEST_CASE(a_header_that_is_not_one_plain_json_object_is_malformed) {
  const std::string headers[] = {
      "",
      "null",
      "[]",
      "\"EdDSA\"",
      R"([{"alg":"EdDSA"}])",
      R"({"alg":"EdDSA"}{})",
      R"({"alg":"EdDSA"} x)",
      R"({"alg":"EdDSA",})",
      R"({"alg":"EdDSA","alg":"EdDSA"})",
      R"({"alg":"none","alg":"EdDSA"})",
      R"({"alg":"EdDSA","a\u006cg":"HS256"})",
      R"({"alg":"EdDSA","kid":"now","kid":"old"})",
      R"({"alg":"EdDSA","x":{"y":1,"y":1}})",
      R"({"alg":["EdDSA"]})",
      R"({"alg":null})",
      R"({"alg":1})",
      R"({"kid":"now"})",
      R"({"alg":"EdDSA","kid":1})",
      R"({"alg":"EdDSA","kid":null})",
      R"({"alg":"EdDSA","kid":["now"]})",
      R"({"alg":"EdDSA","typ":1})",
      "\xef\xbb\xbf"
      R"({"alg":"EdDSA"})",
      "{\"alg\":\"EdDSA\",\"x\":\"\xff\"}",
      std::string("{\"alg\":\"EdDSA\"}\0", 16),
      R"({'alg':'EdDSA'})",
      R"({"alg":"EdDSA","x":NaN})",
      R"({"alg":"EdDSA","x":1e400})",
      R"({"alg":"EdDSA","x":)" + std::string(100, '[') + std::string(100, ']') + "}",
      R"({"alg":"EdDSA","x":)" + std::string(10'000, '['),
  };
  for (const auto& header : headers) {
    BOOST_TEST(verdict_of(signed_with(key, header), keys) == "malformed", header);
  }
  BOOST_TEST(verdict_of(signed_with(key, " {\n\"alg\" : \"EdDSA\" }\t"), keys) == "valid");
}

BOOST_AUTO_TEST_CASE(extensions_are_refused_whatever_they_say) {
  for (const auto* more :
       {R"("crit":[])", R"("crit":["exp"],"exp":1)", R"("crit":["b64"],"b64":true)",
        R"("crit":null)", R"("b64":false)", R"("b64":true)", R"("crit":["alg"])"}) {
    const auto header = R"({"alg":"EdDSA",)" + std::string(more) + "}";
    BOOST_TEST(verdict_of(signed_with(key, header), keys) == "extension", header);
  }
}

BOOST_AUTO_TEST_CASE(a_token_of_more_than_16_kib_is_not_looked_at) {
  const auto fixed = signed_with(key, R"({"alg":"EdDSA"})", "").size();
  const auto longest = (crypto::kLongestJwt - fixed) / 4 * 3;
  const auto fits = signed_with(key, R"({"alg":"EdDSA"})", std::string(longest, 'x'));
  BOOST_TEST(fits.size() <= crypto::kLongestJwt);
  BOOST_TEST(fits.size() + 4 > crypto::kLongestJwt);
  BOOST_TEST(verdict_of(fits, keys) == "valid");
  for (const std::size_t more : {3U, 1000U, 1000000U}) {
    const auto token = signed_with(key, R"({"alg":"EdDSA"})", std::string(longest + more, 'x'));
    BOOST_TEST(verdict_of(token, keys) == "too long");
  }
}

BOOST_AUTO_TEST_CASE(a_payload_may_be_anything) {
  for (const auto& payload : {std::string(), std::string("text"), std::string("\0\xff\n", 3)}) {
    const auto verdict = verify_any(crypto::sign_jws(key, payload, ""), keys);
    BOOST_REQUIRE(static_cast<bool>(verdict));
    BOOST_TEST(verdict.text().payload == payload);
    BOOST_TEST(verdict.text().header == R"({"alg":"EdDSA","kid":"now"})");
  }
}

BOOST_AUTO_TEST_CASE(keys_and_addresses_in_the_token_itself_are_never_looked_at) {
  const auto stranger = make_key(Algorithm::eddsa);
  const auto jwk = stranger.verification_key().jwk();
  const std::string headers[] = {
      R"({"alg":"EdDSA","jwk":)" + jwk + "}",
      R"({"alg":"EdDSA","kid":"now","jwk":)" + jwk + "}",
      R"({"alg":"EdDSA","jku":"http://127.0.0.1:1/jwks.json"})",
      R"({"alg":"EdDSA","x5u":"http://127.0.0.1:1/x"})",
      R"({"alg":"EdDSA","x5c":["MIIB"]})",
  };
  for (const auto& header : headers) {
    BOOST_TEST(verdict_of(signed_with(stranger, header), keys) == "signature", header);
    BOOST_TEST(verdict_of(signed_with(key, header), keys) == "valid", header);
  }
}

BOOST_AUTO_TEST_CASE(a_kid_selects_by_the_whole_of_its_text) {
  auto old = make_key(Algorithm::eddsa);
  old.set_kid("old");
  keys.keys.push_back(old.verification_key());
  BOOST_TEST(verdict_of(crypto::sign_jws(old, "{}"), keys) == "valid");
  old.set_kid("now");
  BOOST_TEST(verdict_of(crypto::sign_jws(old, "{}"), keys) == "signature");
  const std::string kids[] = {"",           "no",     "NOW", "now ", "../../etc/passwd",
                              "' OR 1=1--", "now\\n", "%00", "*",    std::string(10'000, 'k')};
  for (const auto& kid : kids) {
    const auto header = R"({"alg":"EdDSA","kid":")" + kid + R"("})";
    const auto verdict = verify_any(signed_with(key, header), keys);
    BOOST_TEST(!verdict);
    BOOST_TEST(verdict.refusal().reason == "unknown key");
    BOOST_TEST(verdict.refusal().unknown_key);
  }
}

BOOST_AUTO_TEST_CASE(an_unknown_kid_or_none_at_all_tells_that_newer_keys_may_help) {
  const crypto::KeySet none;
  const auto anonymous = signed_with(key, R"({"alg":"EdDSA"})");
  BOOST_TEST(verify_any(crypto::sign_jws(key, "{}"), none).refusal().unknown_key);
  BOOST_TEST(verdict_of(anonymous, none) == "unknown key");
  BOOST_TEST(verify_any(anonymous, none).refusal().unknown_key);
  const auto rotated = make_key(Algorithm::eddsa);
  crypto::KeySet newer;
  newer.keys.push_back(rotated.verification_key());
  BOOST_TEST(verdict_of(anonymous, newer) == "signature");
  BOOST_TEST(verify_any(anonymous, newer).refusal().unknown_key);
  crypto::KeySet of_another_kind;
  of_another_kind.keys.push_back(make_key(Algorithm::es256).verification_key());
  BOOST_TEST(verify_any(anonymous, of_another_kind).refusal().unknown_key);
  BOOST_TEST(!verify_any("x", keys).refusal().unknown_key);
  BOOST_TEST(
      !verify_any(signed_with(key, R"({"alg":"none","kid":"?"})"), keys).refusal().unknown_key);
}

BOOST_AUTO_TEST_CASE(ed25519_is_another_name_of_eddsa) {
  const auto keys_named = [&](const std::string& name) {
    auto jwk = key.verification_key().jwk();
    const auto at = jwk.find("EdDSA");
    BOOST_REQUIRE(at != jwk.npos);
    return crypto::KeySet::from_jwks(R"({"keys":[)" + jwk.replace(at, 5, name) + "]}");
  };
  for (const std::string name : {"Ed25519", "EdDSA"}) {
    const auto token = signed_with(key, R"({"alg":")" + name + R"(","kid":"now"})");
    BOOST_TEST(bool(crypto::verify_jws(token, keys_named("EdDSA"), {Algorithm::eddsa})), name);
    BOOST_TEST(bool(crypto::verify_jws(token, keys_named("Ed25519"), {Algorithm::eddsa})), name);
    BOOST_TEST(!crypto::verify_jws(token, keys_named("EdDSA"), {Algorithm::es256}), name);
  }
  BOOST_TEST(!crypto::algorithm_named("Ed448"));
  BOOST_TEST(!crypto::algorithm_named("ed25519"));
}

BOOST_AUTO_TEST_CASE(without_a_kid_the_first_eight_keys_are_tried) {
  std::vector<SigningKey> pairs;
  crypto::KeySet many;
  for (int i = 0; i < 10; ++i) {
    pairs.push_back(make_key(Algorithm::eddsa));
    many.keys.push_back(pairs.back().verification_key());
  }
  const auto by = [](const SigningKey& each) { return signed_with(each, R"({"alg":"EdDSA"})"); };
  BOOST_TEST(verdict_of(by(pairs[0]), many) == "valid");
  BOOST_TEST(verdict_of(by(pairs[7]), many) == "valid");
  BOOST_TEST(verdict_of(by(pairs[8]), many) == "signature");
  BOOST_TEST(verdict_of(crypto::sign_jws(pairs[9], "{}"), many) == "valid");
}

BOOST_AUTO_TEST_SUITE_END()
