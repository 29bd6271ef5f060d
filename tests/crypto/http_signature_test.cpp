#include "crypto/http_signature.h"

#include <boost/test/unit_test.hpp>

#include "crypto/ecdsa.h"
#include "crypto/jose.h"
#include "crypto/ssh_lines.h"

using crypto::Algorithm;
using crypto::SigningKey;
using crypto::SshPublicKey;

namespace {

constexpr auto kText = "date: Sat, 21 Nov 2026 19:44:29 GMT\nemail: anna@example.org";

// A pair that signs by any algorithm of its type.
struct Pair {
  explicit Pair(Algorithm algorithm) : key(make_key(algorithm)) {}

  std::string sign(Algorithm algorithm) const {
    return SigningKey::from_text(algorithm, key.private_text()).sign(kText);
  }
  bool accepts(std::string_view word, std::string_view signature,
               std::string_view text = kText) const {
    return crypto::is_http_signature(line, word, text, signature);
  }

  SigningKey key;
  SshPublicKey line = SshPublicKey::parse(ssh_line(key));
};

}  // namespace

BOOST_AUTO_TEST_SUITE(http_signatures)

BOOST_AUTO_TEST_CASE(rsa_keys_sign_by_the_words_of_the_draft) {
  const Pair pair(Algorithm::rs256);
  const auto rs256 = pair.sign(Algorithm::rs256);
  const auto rs512 = pair.sign(Algorithm::rs512);
  BOOST_TEST(pair.accepts("rsa-sha256", rs256));
  BOOST_TEST(pair.accepts("rsa-sha512", rs512));
  BOOST_TEST(pair.accepts("hs2019", rs512));
  BOOST_TEST(pair.accepts("hs2019", pair.sign(Algorithm::ps512)));
  BOOST_TEST(!pair.accepts("rsa-sha256", rs512));
  BOOST_TEST(!pair.accepts("rsa-sha512", rs256));
  BOOST_TEST(!pair.accepts("rsa-sha512", pair.sign(Algorithm::ps512)));
  BOOST_TEST(!pair.accepts("hs2019", rs256));
  BOOST_TEST(!pair.accepts("hs2019", pair.sign(Algorithm::rs384)));
  BOOST_TEST(!pair.accepts("hs2019", pair.sign(Algorithm::ps256)));
}

BOOST_AUTO_TEST_CASE(ecdsa_keys_sign_as_der_or_as_two_numbers) {
  for (const auto algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::es512}) {
    const Pair pair(algorithm);
    const auto raw = pair.sign(algorithm);
    const auto der = crypto::ecdsa_der(raw, raw.size() / 2).value();
    BOOST_TEST(pair.accepts("hs2019", raw));
    BOOST_TEST(pair.accepts("hs2019", der));
    BOOST_TEST(!pair.accepts("hs2019", der + '\0'));
    BOOST_TEST(!pair.accepts("hs2019", raw.substr(1)));
    BOOST_TEST(!pair.accepts("hs2019", std::string(raw.size(), '\0')));
    BOOST_TEST(!pair.accepts("rsa-sha256", der));
  }
}

BOOST_AUTO_TEST_CASE(ecdsa_keys_sign_by_the_words_of_older_clients) {
  const Pair p256(Algorithm::es256);
  const auto raw = p256.sign(Algorithm::es256);
  BOOST_TEST(p256.accepts("ecdsa-sha256", raw));
  BOOST_TEST(p256.accepts("ecdsa-sha256", crypto::ecdsa_der(raw, 32).value()));
  const Pair p521(Algorithm::es512);
  BOOST_TEST(p521.accepts("ecdsa-sha512", p521.sign(Algorithm::es512)));
  for (const auto* word : {"ecdsa-sha1", "ecdsa-sha512", "ed25519-sha512", "ecdsa", "rsa-sha256"}) {
    BOOST_TEST(!p256.accepts(word, raw), word);
  }
}

BOOST_AUTO_TEST_CASE(ed25519_keys_sign_in_one_way) {
  const Pair pair(Algorithm::eddsa);
  const auto signature = pair.sign(Algorithm::eddsa);
  BOOST_TEST(pair.accepts("hs2019", signature));
  BOOST_TEST(pair.accepts("ed25519-sha512", signature));
  for (const auto* word : {"rsa-sha256", "rsa-sha512", "ed25519", "ed25519-sha256", ""}) {
    BOOST_TEST(!pair.accepts(word, signature), word);
  }
}

BOOST_AUTO_TEST_CASE(no_other_word_is_taken_whatever_the_signature) {
  const Pair rsa(Algorithm::rs256);
  const auto secret = ssh_line(rsa.key);
  const auto mac = SigningKey::from_text(Algorithm::hs256, "-" + secret).sign(kText);
  for (const auto* word : {"", "rsa-sha1", "ssh-rsa", "rsa", "dsa-sha1", "ssh-dss", "hmac-sha256",
                           "hmac-sha512", "RSA-SHA256", "rsa-sha256 ", "HS2019", "none"}) {
    BOOST_TEST(!rsa.accepts(word, rsa.sign(Algorithm::rs256)), word);
    BOOST_TEST(!rsa.accepts(word, rsa.sign(Algorithm::rs512)), word);
    BOOST_TEST(!rsa.accepts(word, mac), word);
    BOOST_TEST(!rsa.accepts(word, ""), word);
  }
}

BOOST_AUTO_TEST_CASE(another_text_another_key_and_every_changed_byte_are_refused) {
  for (const auto algorithm : {Algorithm::rs512, Algorithm::es256, Algorithm::eddsa}) {
    const Pair pair(algorithm);
    auto signature = pair.sign(algorithm);
    BOOST_REQUIRE(pair.accepts("hs2019", signature));
    BOOST_TEST(!pair.accepts("hs2019", signature, ""));
    BOOST_TEST(!pair.accepts("hs2019", signature, std::string(kText) + "\n"));
    BOOST_TEST(!pair.accepts("hs2019", signature + "x"));
    BOOST_TEST(!pair.accepts("hs2019", ""));
    BOOST_TEST(!Pair(Algorithm::es256).accepts("hs2019", signature));
    for (auto& byte : signature) {
      byte = static_cast<char>(byte ^ 1);
      BOOST_REQUIRE(!pair.accepts("hs2019", signature));
      byte = static_cast<char>(byte ^ 1);
    }
  }
}

BOOST_AUTO_TEST_CASE(security_keys_sign_no_requests) {
  const Pair pair(Algorithm::eddsa);
  const auto blob = pair.line.blob().substr(15);
  const auto line =
      SshPublicKey::parse(ssh_line("sk-ssh-ed25519@openssh.com", {blob, ssh_text("ssh:")}));
  BOOST_TEST(!crypto::is_http_signature(line, "hs2019", kText, pair.sign(Algorithm::eddsa)));
}

BOOST_AUTO_TEST_SUITE_END()
