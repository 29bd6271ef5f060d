#include "crypto/digest.h"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(digests)

BOOST_AUTO_TEST_CASE(digests_of_abc_are_those_of_the_standards) {
  BOOST_TEST(crypto::sha256_hex("abc") ==
             "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  BOOST_TEST(crypto::sha512_hex("abc") ==
             "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
             "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
  BOOST_TEST(crypto::sha256_base64("abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  BOOST_TEST(crypto::md5_hex("abc") == "900150983cd24fb0d6963f7d28e17f72");
}

BOOST_AUTO_TEST_CASE(a_challenge_is_made_of_its_verifier_as_rfc_7636_shows) {
  BOOST_TEST(crypto::sha256_base64url("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") ==
             "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

BOOST_AUTO_TEST_CASE(secrets_are_equal_only_as_a_whole) {
  BOOST_TEST(crypto::equal_secrets("", ""));
  BOOST_TEST(crypto::equal_secrets("secret", "secret"));
  BOOST_TEST(!crypto::equal_secrets("secret", "secre"));
  BOOST_TEST(!crypto::equal_secrets("secret", "Secret"));
  BOOST_TEST(!crypto::equal_secrets("secret", "secreT"));
  BOOST_TEST(!crypto::equal_secrets("", "s"));
}

BOOST_AUTO_TEST_SUITE_END()
