#include <boost/test/unit_test.hpp>

#include "base/encoding.h"
#include "crypto/jose.h"
#include "support/refusals.h"

using base::ErrorCode;
using crypto::Algorithm;
using crypto::SigningKey;
using crypto::VerificationKey;

namespace {

const std::string kEd25519 =
    R"("kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")";
const std::string kP256 =
    R"("kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")";
const std::string kCommonExponent("\x01\x00\x01", 3);

// All bits one but the top ones: what it is a product of plays no part.
std::string modulus(std::size_t bytes, unsigned first = 0xff) {
  return static_cast<char>(first) + std::string(bytes - 1, '\xff');
}

std::string rsa(const std::string& n, const std::string& e = kCommonExponent) {
  return R"("kty":"RSA","n":")" + base::to_base64url(n) + R"(","e":")" + base::to_base64url(e) +
         '"';
}

std::string point(const std::string& x, const std::string& y, const std::string& curve = "P-256") {
  return R"("kty":"EC","crv":")" + curve + R"(","x":")" + base::to_base64url(x) + R"(","y":")" +
         base::to_base64url(y) + '"';
}

std::string okp(const std::string& x) {
  return R"("kty":"OKP","crv":"Ed25519","x":")" + base::to_base64url(x) + '"';
}

std::string secret(std::size_t size) {
  return R"("kty":"oct","k":")" + base::to_base64url(std::string(size, 's')) + '"';
}

// Why a key of these members is refused; empty when it is not.
std::string refusal(const std::string& members) {
  const auto error = refusal_of([&] { VerificationKey::from_jwk("{" + members + "}"); });
  if (!error) return {};
  BOOST_TEST((error->code() == ErrorCode::invalid_argument));
  return error->public_text();
}

void refused_for(const std::string& why, const std::vector<std::string>& keys) {
  for (const auto& members : keys) BOOST_TEST(refusal(members) == why, members);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(jwk)

BOOST_AUTO_TEST_CASE(good_keys_of_every_type_are_read) {
  for (const auto& members :
       {kEd25519, kP256, rsa(modulus(256)), rsa(modulus(1024)), rsa(modulus(256), "\x03"),
        rsa('\0' + modulus(256)), secret(32), kP256 + R"(,"use":"sig")",
        kP256 + R"(,"key_ops":["verify"])", kP256 + R"(,"key_ops":["sign","verify"])",
        kP256 + R"(,"alg":"ES256","kid":"k","x5t":"ignored","x5c":["ignored"],"ext":true)"}) {
    BOOST_TEST(refusal(members) == "", members);
  }
}

BOOST_AUTO_TEST_CASE(weak_rsa_keys_are_refused) {
  refused_for("The RSA key has less than 2048 bits.",
              {rsa(modulus(64)), rsa(modulus(128)), rsa(modulus(256, 0x7f)), rsa("\x01"),
               rsa({"\0", 1}), rsa(std::string(300, '\0') + modulus(128))});
  refused_for("The RSA key has more than 8192 bits.",
              {rsa('\x01' + modulus(1024)), rsa(modulus(2048))});
  refused_for("The RSA key has more than 16384 bits.", {rsa(modulus(8192))});
  refused_for("The RSA key has an even modulus.", {rsa(modulus(255) + '\xfe')});
  refused_for("The RSA key's exponent is even, under 3 or over 64 bits.",
              {rsa(modulus(256), "\x01"), rsa(modulus(256), "\x02"), rsa(modulus(256), {"\0", 1}),
               rsa(modulus(256), {"\x01\x00\x00", 3}), rsa(modulus(256), modulus(9)),
               rsa(modulus(256), modulus(255))});
}

BOOST_AUTO_TEST_CASE(an_rsa_key_of_the_broken_generator_is_refused) {
  // CVE-2017-15361: a power of 65537 modulo each prime up to 167.
  const std::string n =
      "_______-" + std::string(297, '_') + "-onsWPm4wywyKhIOx3UC3dsVnaU05SowxBq6w";
  BOOST_TEST(refusal(R"("kty":"RSA","e":"AQAB","n":")" + n + '"') ==
             "The RSA key was made by a broken generator (ROCA).");
}

BOOST_AUTO_TEST_CASE(the_fingerprint_of_the_broken_generator_spares_good_keys) {
  const auto key = make_key(Algorithm::rs256).verification_key();
  BOOST_TEST(!refusal_of([&] { VerificationKey::from_jwk(key.jwk()); }));
}

BOOST_AUTO_TEST_CASE(points_that_are_not_on_their_curve_are_refused) {
  const auto x = base::from_base64url("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU").value();
  const std::string zero(32, '\0');
  refused_for(
      "The key is no point of its curve.",
      {point(x, x), point(zero, zero), point(modulus(32), modulus(32)), point(x, zero),
       point(std::string(48, 'x'), std::string(48, 'y'), "P-384"), okp(zero), okp(modulus(32)),
       okp("\x01" + std::string(31, '\0')), okp("\x02" + std::string(31, '\0'))});
  refused_for("A coordinate of the key has the wrong length.",
              {point(x.substr(1), x), point('\0' + x, x), point(x, x + '\0'), point(x, x, "P-384"),
               point(x, x, "P-521"), okp(std::string(31, 'x')), okp(std::string(33, 'x'))});
}

BOOST_AUTO_TEST_CASE(unknown_types_and_curves_are_refused) {
  refused_for("The key's curve is unknown.",
              {R"("kty":"EC","crv":"secp256k1","x":"AA","y":"AA")",
               R"("kty":"EC","crv":"p-256","x":"AA","y":"AA")",
               R"("kty":"EC","crv":"Ed25519","x":"AA","y":"AA")", R"("kty":"EC","x":"AA","y":"AA")",
               R"("kty":"OKP","crv":"Ed448","x":"AA")", R"("kty":"OKP","crv":"X25519","x":"AA")",
               R"("kty":"OKP","x":"AA")"});
  refused_for("The key's type is unknown.", {R"("kty":"rsa","n":"AA","e":"AA")", R"("kty":"AKP")",
                                             R"("kty":"")", R"("n":"AA")", ""});
}

BOOST_AUTO_TEST_CASE(keys_for_another_purpose_are_refused) {
  refused_for("The key is not for signatures.",
              {kP256 + R"(,"use":"enc")", kP256 + R"(,"use":"")", kP256 + R"(,"use":"SIG")"});
  refused_for("The key is not for verifying.",
              {kP256 + R"(,"key_ops":[])", kP256 + R"(,"key_ops":["sign"])",
               kP256 + R"(,"key_ops":["encrypt","wrapKey"])", secret(32) + R"(,"key_ops":["sign"])",
               kP256 + R"(,"use":"sig","key_ops":["deriveKey"])"});
  refused_for("The key's member \"key_ops\" is malformed.",
              {kP256 + R"(,"key_ops":[1,"verify"])", kP256 + R"(,"key_ops":["verify","verify"])"});
  refused_for("The key's member \"key_ops\" is no array.",
              {kP256 + R"(,"key_ops":"verify")", kP256 + R"(,"key_ops":null)"});
}

BOOST_AUTO_TEST_CASE(an_algorithm_that_is_unknown_or_does_not_fit_is_refused) {
  refused_for("The key's algorithm is unknown.",
              {kP256 + R"(,"alg":"none")", kP256 + R"(,"alg":"ECDH-ES")", kP256 + R"(,"alg":"")",
               rsa(modulus(256)) + R"(,"alg":"RSA-OAEP")"});
  refused_for("The key does not fit ES384.", {kP256 + R"(,"alg":"ES384")"});
  refused_for("The key does not fit HS256.",
              {kP256 + R"(,"alg":"HS256")", rsa(modulus(256)) + R"(,"alg":"HS256")"});
  refused_for("The key does not fit HS512.", {secret(63) + R"(,"alg":"HS512")"});
  refused_for("The key does not fit RS256.", {secret(64) + R"(,"alg":"RS256")"});
}

BOOST_AUTO_TEST_CASE(short_secrets_are_refused) {
  refused_for("The secret is shorter than the hash of HS256.", {secret(31), secret(1)});
  refused_for("The key's member \"k\" is missing or no base64url.",
              {R"("kty":"oct","k":"")", R"("kty":"oct")", R"("kty":"oct","k":"AA=")"});
}

BOOST_AUTO_TEST_CASE(private_keys_are_refused) {
  for (const auto* name : {"d", "p", "q", "dp", "dq", "qi", "oth"}) {
    const auto member = R"(,")" + std::string(name) + R"(":"AA")";
    BOOST_TEST(refusal(kEd25519 + member) == "The key is a private one.");
    BOOST_TEST(refusal(kP256 + member) == "The key is a private one.");
    BOOST_TEST(refusal(rsa(modulus(256)) + member) == "The key is a private one.");
  }
}

BOOST_AUTO_TEST_CASE(malformed_keys_are_refused) {
  for (const auto& members :
       {kP256 + R"(,"kid":1)", kP256 + R"(,"use":1)", kP256 + R"(,"alg":1)",
        kP256 + R"(,"use":null)", std::string(R"("kty":1)"),
        std::string(R"("kty":"RSA","n":"AQ==","e":"AQAB")"),
        std::string(R"("kty":"RSA","n":1,"e":"AQAB")"), std::string(R"("kty":"RSA","e":"AQAB")"),
        std::string(R"("kty":"RSA","n":"","e":"AQAB")"),
        std::string(R"("kty":"RSA","n":"+/","e":"AQAB")"),
        std::string(R"("kty":"EC","crv":"P-256")"),
        std::string(R"("kty":"OKP","crv":"Ed25519")")}) {
    BOOST_TEST(refusal(members) != "", members);
  }
  for (const auto* text : {"", "null", "[]", "1", "{", R"({"kty":"oct","kty":"RSA"})", "x"}) {
    BOOST_TEST(refuses(ErrorCode::invalid_argument, [&] { VerificationKey::from_jwk(text); }));
  }
}

BOOST_AUTO_TEST_CASE(what_it_writes_it_reads_again) {
  for (const auto algorithm : crypto::kAllAlgorithms) {
    if (is_symmetric(algorithm)) continue;
    auto made = make_key(algorithm);
    made.set_kid("a \"kid\"");
    const auto key = made.verification_key();
    const auto again = VerificationKey::from_jwk(key.jwk());
    BOOST_TEST(again.kid() == "a \"kid\"");
    BOOST_TEST(again.jwk() == key.jwk());
    BOOST_TEST(again.thumbprint() == key.thumbprint());
    for (const auto each : crypto::kAllAlgorithms) {
      BOOST_TEST(again.accepts(each) == (each == algorithm));
    }
    BOOST_TEST(again.verify(algorithm, "text", made.sign("text")));
    BOOST_TEST(VerificationKey::from_text(key.pem()).verify(algorithm, "text", made.sign("text")));
  }
}

BOOST_AUTO_TEST_CASE(coordinates_keep_the_zeros_that_they_begin_with) {
  const auto begins_with_zero = [](const std::string& key, const std::string& name) {
    const auto begin = key.find('"' + name + "\":\"") + name.size() + 4;
    return base::from_base64url(key.substr(begin, 4))->front() == '\0';
  };
  for (int i = 0; i < 10'000; ++i) {
    const auto key = make_key(Algorithm::es256).verification_key();
    if (!begins_with_zero(key.jwk(), "x") && !begins_with_zero(key.jwk(), "y")) continue;
    BOOST_TEST(VerificationKey::from_jwk(key.jwk()).pem() == key.pem());
    return;
  }
  BOOST_FAIL("no coordinate of 20000 begins with a zero");
}

BOOST_AUTO_TEST_SUITE_END()
