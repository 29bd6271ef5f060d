#include <boost/test/unit_test.hpp>

#include "crypto/signing_key.h"
#include "interop/peer.h"
#include "support/refusals.h"

using crypto::Algorithm;
using crypto::SigningKey;

namespace {

struct Kind {
  const char* type;
  const char* bits;
  std::vector<Algorithm> algorithms;
};

const Kind kKinds[] = {
    {"rsa", "2048", {Algorithm::rs256, Algorithm::ps512}},
    {"rsa", "4096", {Algorithm::rs512}},
    {"ed25519", "256", {Algorithm::eddsa}},
    {"ecdsa", "256", {Algorithm::es256}},
    {"ecdsa", "384", {Algorithm::es384}},
    {"ecdsa", "521", {Algorithm::es512}},
};

// The path of a fresh key; its public half is beside it.
std::string made(const TempDirectory& directory, const char* type, const char* bits,
                 const char* format = "RFC4716", const char* passphrase = "") {
  const auto path = directory.file(std::string(type) + bits + format);
  const auto answer =
      answer_of(directory, {"ssh-keygen", "-q", "-t", type, "-b", bits, "-m", format, "-N",
                            passphrase, "-C", "somebody@example.org", "-f", path});
  BOOST_REQUIRE_MESSAGE(answer.code == 0, answer.text);
  return path;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ssh_keygen)

BOOST_AUTO_TEST_CASE(its_keys_of_every_type_sign_and_verify) {
  const TempDirectory directory;
  for (const auto& kind : kKinds) {
    const auto path = made(directory, kind.type, kind.bits);
    const auto line = crypto::VerificationKey::from_text(TempDirectory::read(path + ".pub"));
    for (const auto algorithm : kind.algorithms) {
      const auto key = SigningKey::from_text(algorithm, TempDirectory::read(path));
      BOOST_TEST(line.verify(algorithm, "text", key.sign("text")), kind.type << kind.bits);
      BOOST_TEST(line.thumbprint() == key.kid());
      BOOST_TEST(SigningKey::from_text(algorithm, key.private_text()).kid() == key.kid());
    }
  }
}

BOOST_AUTO_TEST_CASE(the_older_forms_of_its_private_keys_are_read_too) {
  const TempDirectory directory;
  for (const auto* format : {"PEM", "PKCS8"}) {
    const auto rsa = made(directory, "rsa", "2048", format);
    const auto ecdsa = made(directory, "ecdsa", "384", format);
    BOOST_TEST(
        !refusal_of([&] { SigningKey::from_text(Algorithm::rs256, TempDirectory::read(rsa)); }));
    BOOST_TEST(
        !refusal_of([&] { SigningKey::from_text(Algorithm::es384, TempDirectory::read(ecdsa)); }));
  }
}

BOOST_AUTO_TEST_CASE(a_passphrase_is_refused_with_what_to_do) {
  const TempDirectory directory;
  for (const auto* format : {"RFC4716", "PEM", "PKCS8"}) {
    const auto path = made(directory, "ecdsa", "256", format, "secret");
    const auto error =
        refusal_of([&] { SigningKey::from_text(Algorithm::es256, TempDirectory::read(path)); });
    BOOST_REQUIRE(error);
    BOOST_TEST(error->public_text() == "The private key is encrypted: remove its passphrase.");
  }
}

BOOST_AUTO_TEST_CASE(short_rsa_keys_of_its_are_refused) {
  const TempDirectory directory;
  const auto path = made(directory, "rsa", "1024");
  for (const auto* end : {"", ".pub"}) {
    const auto text = TempDirectory::read(path + end);
    const auto error = refusal_of([&] {
      *end == '\0' ? void(SigningKey::from_text(Algorithm::rs256, text))
                   : void(crypto::VerificationKey::from_text(text));
    });
    BOOST_REQUIRE(error);
    BOOST_TEST(error->public_text() == "The RSA key has less than 2048 bits.");
  }
}

BOOST_AUTO_TEST_SUITE_END()
