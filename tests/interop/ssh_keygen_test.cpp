#include <boost/test/unit_test.hpp>

#include "crypto/http_signature.h"
#include "crypto/private_text.h"
#include "crypto/signing_key.h"
#include "crypto/ssh_public_file.h"
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

// What it says of a public key: "256 MD5:34:06:... comment (ED25519)".
std::string described(const TempDirectory& directory, const std::string& file) {
  return answer_of(directory, {"ssh-keygen", "-l", "-E", "md5", "-f", file}).text;
}

// Lines of security keys, which it reads without having the hardware to make one.
std::string security_key(const char* type) {
  return type == std::string_view("ed25519")
             ? "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIAokJiesQ3jT"
               "aOx1e/JYCk/BNIEt7kQNrz9sHlmzNo+3AAAABHNzaDo= key\n"
             : "sk-ecdsa-sha2-nistp256@openssh.com AAAAInNrLWVjZHNhLXNoYTItbmlzdHAyNTZAb3BlbnNzaC5j"
               "b20AAAAIbmlzdHAyNTYAAABBBL7FVgNcbkGlVq3E5nfjqka3c642cA2lRoYthuFxJ2d1vNNgW2QxqV7aKFu"
               "9"
               "BEiGlbh/+zZJ7cs4adYSkZ7t0zcAAAAEc3NoOg== key\n";
}

void describes_as_it_does(const TempDirectory& directory, const std::string& file) {
  const auto key = crypto::SshPublicKey::parse(TempDirectory::read(file));
  BOOST_TEST(
      described(directory, file).find(" MD5:" + key.md5_fingerprint() + " " + *key.comment()) !=
      std::string::npos);
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

BOOST_AUTO_TEST_CASE(fingerprints_and_sizes_are_those_that_it_shows) {
  const TempDirectory directory;
  for (const auto& kind : kKinds) {
    describes_as_it_does(directory, made(directory, kind.type, kind.bits) + ".pub");
  }
  for (const auto* type : {"ed25519", "ecdsa"}) {
    describes_as_it_does(directory, directory.write(type, security_key(type)));
  }
}

BOOST_AUTO_TEST_CASE(files_of_rfc_4716_that_it_exports_are_the_keys_that_they_were) {
  const TempDirectory directory;
  for (const auto& kind : kKinds) {
    const auto path = made(directory, kind.type, kind.bits);
    const auto file =
        answer_of(directory, {"ssh-keygen", "-e", "-m", "RFC4716", "-f", path + ".pub"}).text;
    const auto key = crypto::SshPublicKey::parse(crypto::openssh_line_of(file));
    const auto original = crypto::SshPublicKey::parse(TempDirectory::read(path + ".pub"));
    BOOST_TEST(key.digest() == original.digest(), kind.type << kind.bits);
  }
}

BOOST_AUTO_TEST_CASE(its_private_keys_are_known_in_every_form) {
  const TempDirectory directory;
  for (const auto* format : {"RFC4716", "PEM", "PKCS8"}) {
    for (const auto* passphrase : {"", "secret"}) {
      const auto path = made(directory, "ecdsa", "384", format, passphrase);
      BOOST_TEST(crypto::is_private_key(TempDirectory::read(path)), format << passphrase);
      BOOST_TEST(!crypto::is_private_key(TempDirectory::read(path + ".pub")));
      std::remove(path.c_str());
      std::remove((path + ".pub").c_str());
    }
  }
}

BOOST_AUTO_TEST_CASE(requests_are_signed_with_its_keys) {
  const TempDirectory directory;
  for (const auto& kind : kKinds) {
    const auto path = made(directory, kind.type, kind.bits);
    const auto line = crypto::SshPublicKey::parse(TempDirectory::read(path + ".pub"));
    const auto algorithm = kind.algorithms.back();
    const auto key = SigningKey::from_text(algorithm, TempDirectory::read(path));
    BOOST_TEST(crypto::is_http_signature(line, "hs2019", "text", key.sign("text")), kind.type);
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
