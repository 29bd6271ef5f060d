#include <boost/test/unit_test.hpp>

#include "crypto/jwt.h"
#include "support/fakes.h"

using crypto::Algorithm;
using crypto::SigningKey;

namespace {}  // namespace

BOOST_AUTO_TEST_SUITE(jws)

BOOST_AUTO_TEST_CASE(what_a_key_signs_its_public_half_accepts_for_every_algorithm) {
  FakeEntropy entropy;
  for (const auto algorithm : crypto::kAllAlgorithms) {
    const auto key = SigningKey::generate(algorithm, entropy);
    const auto again = SigningKey::from_text(algorithm, key.private_text());
    BOOST_TEST(key.kid() == again.kid());
    crypto::KeySet keys;
    keys.keys.push_back(again.verification_key());
    const auto token = crypto::sign_jws(key, "payload");
    const auto verdict = crypto::verify_jws(token, keys, {algorithm});
    BOOST_TEST_CONTEXT(crypto::name_of(algorithm) << " " << verdict.refusal().reason) {
      BOOST_REQUIRE(static_cast<bool>(verdict));
      BOOST_TEST(verdict.text().payload == "payload");
      BOOST_TEST(!crypto::verify_jws(token + "A", keys, {algorithm}));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
