#include <boost/test/unit_test.hpp>

#include "base/encoding.h"
#include "crypto/jose.h"
#include "crypto/mac.h"
#include "support/refusals.h"

using base::ErrorCode;
using crypto::Algorithm;
using crypto::SigningKey;
using crypto::VerificationKey;

namespace {

// HMAC with any text for a key, as an attacker computes it: SigningKey refuses many of them.
std::string forged(const std::string& mac_key, std::string_view header) {
  const auto text = base::to_base64url(header) + "." + base::to_base64url("{}");
  const std::span bytes(reinterpret_cast<const std::uint8_t*>(mac_key.data()), mac_key.size());
  const auto mac =
      crypto::hmac_sha256(bytes, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  return text + "." + base::to_base64url({reinterpret_cast<const char*>(mac.data()), mac.size()});
}

std::string without_last_newline(std::string text) {
  text.pop_back();
  return text;
}

VerificationKey key_of_secret(const std::string& secret, Algorithm algorithm) {
  return VerificationKey::from_jwk(R"({"kty":"oct","alg":")" + std::string(name_of(algorithm)) +
                                   R"(","k":")" + base::to_base64url(secret) + R"("})");
}

std::string der_of(const std::string& pem) {
  std::string base64;
  for (const char c : pem.substr(pem.find('\n'), pem.rfind("\n-----END") - pem.find('\n'))) {
    if (c != '\n' && c != '=') base64 += c == '+' ? '-' : c == '/' ? '_' : c;
  }
  return base::from_base64url(base64).value();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(key_confusion)

BOOST_AUTO_TEST_CASE(the_text_of_a_public_key_is_no_secret_in_any_form) {
  for (const auto algorithm : {Algorithm::rs256, Algorithm::es256, Algorithm::eddsa}) {
    const auto key = make_key(algorithm).verification_key();
    const auto pem = key.pem();
    const std::string mac_keys[] = {
        pem,       without_last_newline(pem), pem + "\n",           der_of(pem), key.jwk(), "",
        key.kid(), std::string(32, '\0'),     std::string(64, '\0')};
    auto unbound = VerificationKey::from_text(pem);
    for (const auto& mac_key : mac_keys) {
      const auto token = forged(mac_key, R"({"alg":"HS256"})");
      BOOST_TEST(verdict_of(token, set_of({key})) == "algorithm");
      BOOST_TEST(verdict_of(token, set_of({unbound})) == "algorithm");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_key_is_used_for_the_algorithms_of_its_type_alone) {
  const struct {
    Algorithm made_for;
    std::vector<Algorithm> fitting;
  } rows[] = {
      {Algorithm::rs256,
       {Algorithm::rs256, Algorithm::rs384, Algorithm::rs512, Algorithm::ps256, Algorithm::ps384,
        Algorithm::ps512}},
      {Algorithm::es256, {Algorithm::es256}},
      {Algorithm::es384, {Algorithm::es384}},
      {Algorithm::es512, {Algorithm::es512}},
      {Algorithm::eddsa, {Algorithm::eddsa}},
  };
  for (const auto& row : rows) {
    const auto bound = make_key(row.made_for).verification_key();
    const auto key = VerificationKey::from_text(bound.pem());
    for (const auto algorithm : crypto::kAllAlgorithms) {
      const bool fits = std::count(row.fitting.begin(), row.fitting.end(), algorithm) == 1;
      BOOST_TEST(key.accepts(algorithm) == fits);
      BOOST_TEST(bound.accepts(algorithm) == (algorithm == row.made_for));
      auto copy = key;
      BOOST_TEST(refuses(ErrorCode::invalid_argument, [&] { copy.bind(algorithm); }) == !fits);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_bound_key_cannot_be_bound_to_something_else) {
  auto key = make_key(Algorithm::rs256).verification_key();
  BOOST_TEST(!refusal_of([&] { key.bind(Algorithm::rs256); }));
  BOOST_TEST(refuses(ErrorCode::invalid_argument, [&] { key.bind(Algorithm::ps256); }));
  BOOST_TEST(key.accepts(Algorithm::rs256));
}

BOOST_AUTO_TEST_CASE(a_token_says_nothing_about_how_its_key_is_used) {
  const auto rs256 = make_key(Algorithm::rs256);
  const auto ps256 = SigningKey::from_text(Algorithm::ps256, rs256.private_text());
  BOOST_TEST(verdict_of(crypto::sign_jws(ps256, "{}"), set_of({rs256.verification_key()})) ==
             "algorithm");
  BOOST_TEST(verdict_of(signed_with(ps256, R"({"alg":"RS256"})"),
                        set_of({rs256.verification_key()})) == "signature");
  BOOST_TEST(verdict_of(signed_with(rs256, R"({"alg":"PS256"})"),
                        set_of({ps256.verification_key()})) == "signature");
  BOOST_TEST(verdict_of(signed_with(rs256, R"({"alg":"RS384"})"),
                        set_of({VerificationKey::from_text(rs256.verification_key().pem())})) ==
             "signature");
}

BOOST_AUTO_TEST_CASE(the_text_of_a_key_pair_cannot_be_configured_as_a_secret) {
  const auto pair = make_key(Algorithm::rs256);
  for (const auto& text :
       {pair.verification_key().pem(), pair.private_text(), pair.verification_key().jwk(),
        "  " + pair.private_text(), "ssh-rsa " + std::string(100, 'A'),
        "ssh-ed25519 " + std::string(100, 'A'), "ecdsa-sha2-nistp256 " + std::string(100, 'A')}) {
    BOOST_TEST(refuses(ErrorCode::invalid_argument,
                       [&] { SigningKey::from_text(Algorithm::hs256, text); }));
    BOOST_TEST(
        refuses(ErrorCode::invalid_argument, [&] { key_of_secret(text, Algorithm::hs256); }));
  }
}

BOOST_AUTO_TEST_CASE(a_secret_is_at_least_as_long_as_the_hash) {
  const std::pair<Algorithm, std::size_t> rows[] = {
      {Algorithm::hs256, 32}, {Algorithm::hs384, 48}, {Algorithm::hs512, 64}};
  for (const auto& row : rows) {
    const auto algorithm = row.first;
    const auto least = row.second;
    BOOST_TEST(!refusal_of([&] { key_of_secret(std::string(least, 's'), algorithm); }));
    BOOST_TEST(refuses(ErrorCode::invalid_argument,
                       [&] { key_of_secret(std::string(least - 1, 's'), algorithm); }));
    BOOST_TEST(refuses(ErrorCode::invalid_argument,
                       [&] { SigningKey::from_text(algorithm, std::string(least - 1, 's')); }));
  }
  const auto key = VerificationKey::from_jwk(R"({"kty":"oct","k":")" +
                                             base::to_base64url(std::string(48, 's')) + R"("})");
  BOOST_TEST(key.accepts(Algorithm::hs256));
  BOOST_TEST(key.accepts(Algorithm::hs384));
  BOOST_TEST(!key.accepts(Algorithm::hs512));
  BOOST_TEST(!key.accepts(Algorithm::rs256));
}

BOOST_AUTO_TEST_CASE(a_secret_is_never_published) {
  const auto key = key_of_secret(std::string(64, 's'), Algorithm::hs256);
  BOOST_TEST(refuses(ErrorCode::internal, [&] { key.jwk(); }));
  BOOST_TEST(refuses(ErrorCode::internal, [&] { key.pem(); }));
  BOOST_TEST(refuses(ErrorCode::internal, [&] { key.thumbprint(); }));
}

BOOST_AUTO_TEST_CASE(an_rsa_key_that_names_no_algorithm_is_no_empty_secret) {
  // CVE-2026-44699 of libjwt.
  const auto jwk =
      VerificationKey::from_text(make_key(Algorithm::rs256).verification_key().pem()).jwk();
  BOOST_TEST(jwk.find("\"alg\"") == std::string::npos);
  BOOST_TEST(verdict_of(forged("", R"({"alg":"HS256"})"),
                        crypto::KeySet::from_jwks(R"({"keys":[)" + jwk + "]}")) == "algorithm");
}

BOOST_AUTO_TEST_SUITE_END()
