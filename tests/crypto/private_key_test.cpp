#include <boost/test/unit_test.hpp>

#include "base/encoding.h"
#include "crypto/jose.h"
#include "support/refusals.h"

using base::ErrorCode;
using crypto::Algorithm;
using crypto::SigningKey;
using crypto::VerificationKey;

namespace {

// Made by ssh-keygen for these tests alone.
const std::string kOpenSshEd25519 =
    "-----BEGIN OPENSSH PRIVATE KEY-----\n"
    "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW\n"
    "QyNTUxOQAAACC8DLgWqSUmnNqLVw/Fe4QdpbjiCvMZnXeKEuQc0xpuOQAAAJD5sOsH+bDr\n"
    "BwAAAAtzc2gtZWQyNTUxOQAAACC8DLgWqSUmnNqLVw/Fe4QdpbjiCvMZnXeKEuQc0xpuOQ\n"
    "AAAEAaJmAZ5k7fmbpfxeVOXTz9c5qBw9iZcmx3x4LrmneTPbwMuBapJSac2otXD8V7hB2l\n"
    "uOIK8xmdd4oS5BzTGm45AAAACWEgY29tbWVudAECAwQ=\n"
    "-----END OPENSSH PRIVATE KEY-----\n";
const std::string kOpenSshEd25519Line =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILwMuBapJSac2otXD8V7hB2luOIK8xmdd4oS5BzTGm45";

const std::string kOpenSshP256 =
    "-----BEGIN OPENSSH PRIVATE KEY-----\n"
    "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAaAAAABNlY2RzYS\n"
    "1zaGEyLW5pc3RwMjU2AAAACG5pc3RwMjU2AAAAQQSnQrZM9k6bnTX5oAsmu4IQz8SkNz0X\n"
    "eJS6Qhy9pTmi4T8i+1XRkZ1qrNAEcbfSxbJ+TlC5/a8TrIjFDhekVt4+AAAAoGYJktNmCZ\n"
    "LTAAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBKdCtkz2TpudNfmg\n"
    "Cya7ghDPxKQ3PRd4lLpCHL2lOaLhPyL7VdGRnWqs0ARxt9LFsn5OULn9rxOsiMUOF6RW3j\n"
    "4AAAAhAOKACxB9od8YguIBJrmcyhdTShq0nSElyGxDtQaFQq+LAAAAAAECAwQFBgc=\n"
    "-----END OPENSSH PRIVATE KEY-----\n";
const std::string kOpenSshP256Line =
    "ecdsa-sha2-nistp256 "
    "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBKdCtkz2TpudNfmgCya7ghDPxKQ3PRd4lLpCHL2l"
    "OaLhPyL7VdGRnWqs0ARxt9LFsn5OULn9rxOsiMUOF6RW3j4=";

const std::string kOpenSshEncrypted =
    "-----BEGIN OPENSSH PRIVATE KEY-----\n"
    "b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGAAAABDepwjYFB\n"
    "eYEP4i2im6LxquAAAAEAAAAAEAAAAzAAAAC3NzaC1lZDI1NTE5AAAAIPmTxRlMCTHh1Rwz\n"
    "mre9gLjHshXOwrzUISDww2Qqy3u2AAAAkOBccxcF7KmYjzW9i19tpxcXRHMDYJgEybaCZ9\n"
    "WiHordr9mSktyYaoQH6trqQgjy4jzHSYMw2QCALYY+SDF7TbICx/HGB22w6alUVb3r1Cgu\n"
    "hZY+VbUdLlt2fU9FkqPKCBnNcwIWYm4mOqCJMhLMvNTRqAPYThBvh0IsA0t6Mr9mBcXXe8\n"
    "G6lHqZ7XJtNJmHGA==\n"
    "-----END OPENSSH PRIVATE KEY-----\n";

const std::string kPemEncrypted =
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
    "MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAj9C6JQLi5NpwICCAAw\n"
    "DAYIKoZIhvcNAgkFADAdBglghkgBZQMEAQIEEPY3/j78vtVgHHC2CPD1ZGgEQNNw\n"
    "OKvWX74oknjSnLctZ9nKNz6Vk9xO4IQcHkqF7ik4kg6juLseC0PuYOT//KH8ztrd\n"
    "ctoW7YcjaSj3KDnyJqc=\n"
    "-----END ENCRYPTED PRIVATE KEY-----\n";

const std::string kSec1P256 =
    "-----BEGIN EC PRIVATE KEY-----\n"
    "MHcCAQEEID+MI1bQudtrpqlhepCY8TBG/3h2khqgzAjgLfGzooMWoAoGCCqGSM49\n"
    "AwEHoUQDQgAE3IeRtkrK2VBDViVRtFZttHaw0pa6ZR24Xlt0AXZPgOmbaXABqVzQ\n"
    "pPl4VgwY6STLCd25L88cp+SfOYKu/D9jyA==\n"
    "-----END EC PRIVATE KEY-----\n";

// The same point, its curve given by all of its parameters.
const std::string kSpelledOutCurve =
    "-----BEGIN PUBLIC KEY-----\n"
    "MIIBSzCCAQMGByqGSM49AgEwgfcCAQEwLAYHKoZIzj0BAQIhAP////8AAAABAAAA\n"
    "AAAAAAAAAAAA////////////////MFsEIP////8AAAABAAAAAAAAAAAAAAAA////\n"
    "///////////8BCBaxjXYqjqT57PrvVV2mIa8ZR0GsMxTsPY7zjw+J9JgSwMVAMSd\n"
    "NgiG5wSTamZ44ROdJreBn36QBEEEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5\n"
    "RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9QIhAP////8AAAAA\n"
    "//////////+85vqtpxeehPO5ysL8YyVRAgEBA0IABAM8Ya6GuT/SO6ukIQgwY+k8\n"
    "iwFLxMs2O+1qIIUv9cRxY8jHxWiWMF+tm+vtJv6MynBXA/2YWFjT1SP8isTbj68=\n"
    "-----END PUBLIC KEY-----\n";

std::string public_pem(const std::string& base64) {
  return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
}

std::string refusal(Algorithm algorithm, std::string_view text) {
  const auto error = refusal_of([&] { SigningKey::from_text(algorithm, text); });
  return error ? error->public_text() : "";
}

std::string refusal(std::string_view text) {
  const auto error = refusal_of([&] { VerificationKey::from_text(text); });
  return error ? error->public_text() : "";
}

// Bytes between the armour's lines.
std::string unarmoured(const std::string& text) {
  std::string base64;
  const auto begin = text.find('\n');
  for (const char c : text.substr(begin, text.find("\n-----END") - begin)) {
    if (c != '\n' && c != '=') base64 += c == '+' ? '-' : c == '/' ? '_' : c;
  }
  return base::from_base64url(base64).value();
}

std::string armoured(const std::string& bytes) {
  auto base64 = base::to_base64url(bytes);
  for (auto& c : base64) c = c == '-' ? '+' : c == '_' ? '/' : c;
  while (base64.size() % 4 != 0) base64 += '=';
  return "-----BEGIN OPENSSH PRIVATE KEY-----\n" + base64 + "\n-----END OPENSSH PRIVATE KEY-----\n";
}

void belongs_together(Algorithm algorithm, const std::string& secret, const std::string& line) {
  const auto key = SigningKey::from_text(algorithm, secret);
  BOOST_TEST(VerificationKey::from_text(line).verify(algorithm, "text", key.sign("text")));
  BOOST_TEST(key.kid() == VerificationKey::from_text(line).thumbprint());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(private_key)

BOOST_AUTO_TEST_CASE(what_it_writes_it_reads_again_with_the_same_kid) {
  for (const auto algorithm : crypto::kAllAlgorithms) {
    const auto key = make_key(algorithm);
    const auto again = SigningKey::from_text(algorithm, key.private_text());
    BOOST_TEST(again.private_text() == key.private_text());
    BOOST_TEST(again.kid() == key.kid());
    BOOST_TEST((again.algorithm() == algorithm));
    BOOST_TEST(key.verification_key().verify(algorithm, "text", again.sign("text")));
  }
}

BOOST_AUTO_TEST_CASE(no_two_keys_are_alike) {
  for (const auto algorithm : {Algorithm::hs256, Algorithm::es256, Algorithm::eddsa}) {
    const auto one = make_key(algorithm);
    const auto two = make_key(algorithm);
    BOOST_TEST(one.kid() != two.kid());
    BOOST_TEST(one.private_text() != two.private_text());
  }
}

BOOST_AUTO_TEST_CASE(the_kid_of_a_secret_does_not_show_it) {
  const std::string secret(64, 's');
  const auto key = SigningKey::from_text(Algorithm::hs256, secret);
  BOOST_TEST(key.kid().size() == 22U);
  BOOST_TEST(secret.find(*base::from_base64url(key.kid())) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(openssh_keys_are_read) {
  belongs_together(Algorithm::eddsa, kOpenSshEd25519, kOpenSshEd25519Line);
  belongs_together(Algorithm::eddsa, kOpenSshEd25519, kOpenSshEd25519Line + " a comment\r\n");
  belongs_together(Algorithm::es256, kOpenSshP256, kOpenSshP256Line);
}

BOOST_AUTO_TEST_CASE(sec1_keys_are_read) {
  const auto key = SigningKey::from_text(Algorithm::es256, kSec1P256);
  BOOST_TEST(key.private_text().starts_with("-----BEGIN PRIVATE KEY-----"));
}

BOOST_AUTO_TEST_CASE(encrypted_keys_are_refused_with_what_to_do) {
  constexpr auto what = "The private key is encrypted: remove its passphrase.";
  BOOST_TEST(refusal(Algorithm::eddsa, kOpenSshEncrypted) == what);
  BOOST_TEST(refusal(Algorithm::eddsa, kPemEncrypted) == what);
}

BOOST_AUTO_TEST_CASE(a_key_signs_for_the_algorithms_of_its_type_alone) {
  BOOST_TEST(refusal(Algorithm::es256, kOpenSshEd25519) == "The key does not fit ES256.");
  BOOST_TEST(refusal(Algorithm::es384, kSec1P256) == "The key does not fit ES384.");
  BOOST_TEST(refusal(Algorithm::rs256, kSec1P256) == "The key does not fit RS256.");
}

BOOST_AUTO_TEST_CASE(what_is_no_private_key_is_refused) {
  for (const auto& text :
       {std::string(), std::string("x"), kSpelledOutCurve, kOpenSshEd25519Line,
        std::string("-----BEGIN PRIVATE KEY-----\n"), kSec1P256.substr(0, 100)}) {
    BOOST_TEST(refusal(Algorithm::es256, text) == "The text is no private key in PEM.");
  }
}

BOOST_AUTO_TEST_CASE(a_damaged_openssh_key_is_refused_or_the_same_key) {
  const auto good = SigningKey::from_text(Algorithm::eddsa, kOpenSshEd25519).kid();
  const auto bytes = unarmoured(kOpenSshEd25519);
  std::size_t refused = 0;
  for (std::size_t place = 0; place < bytes.size(); ++place) {
    for (const int change : {0x01, 0x80, 0xff}) {
      auto damaged = bytes;
      damaged[place] = static_cast<char>(damaged[place] ^ change);
      try {
        BOOST_TEST(SigningKey::from_text(Algorithm::eddsa, armoured(damaged)).kid() == good);
      } catch (const base::Error& error) {
        BOOST_TEST((error.code() == ErrorCode::invalid_argument));
        ++refused;
      }
    }
  }
  BOOST_TEST(refused > 2 * bytes.size());
}

BOOST_AUTO_TEST_CASE(an_openssh_key_that_is_cut_off_is_refused) {
  for (const auto& text : {kOpenSshEd25519, kOpenSshP256}) {
    const auto bytes = unarmoured(text);
    for (std::size_t size = 0; size + 8 < bytes.size(); ++size) {
      BOOST_TEST(refusal(Algorithm::eddsa, armoured(bytes.substr(0, size))) != "");
    }
  }
  BOOST_TEST(refusal(Algorithm::eddsa, kOpenSshEd25519.substr(0, 200)) ==
             "The OpenSSH key is cut off.");
}

BOOST_AUTO_TEST_CASE(public_keys_that_are_not_to_be_used_are_refused) {
  const std::pair<std::string, std::string> rows[] = {
      {kSpelledOutCurve, "The key's curve is unknown."},
      {public_pem("MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAEz81r3Pr1YloZXb1qIvJ1gJ7zUW3y5lKS\n"
                  "2w7VT1vkqUNfGVVAoxnoL+gX8X03tqntL3A4drYJuFD8XiNgyAPURw=="),
       "The key's curve is unknown."},  // secp256k1
      {public_pem("MEMwBQYDK2VxAzoAfiXo0doGbpCXGGk+UO0I55j0R9tWp3VQ0wcMEkG9BXmtrVrn\n"
                  "mftgK6rPJ8SfxfC87DnZPObBMBuA"),
       "The key's type is unknown."},  // Ed448
      {public_pem("MCowBQYDK2VuAyEA3m39oBfRp2PPz9laUZeOFheeWGehKmTzuINih9bwnWI="),
       "The key's type is unknown."},  // X25519
      {public_pem("MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDM/0t5U6pdENIDDvzNEeReUiai\n"
                  "ZVe1yyPc5KVSBYIYLO91/iJNjxS+deYFB1WpD7k0+jCUGumaa0SQEmMLpOMapETv\n"
                  "1btrPMyAqOAi4ZZDbLN+IyiiVJMA8wukQUCDrKl4LbVxQnpe5Cc+ANQiOSuBLCvL\n"
                  "BG0yQQS55JR5uIk+8wIDAQAB"),
       "The RSA key has less than 2048 bits."},
      {kSec1P256, "The text is no public key in PEM."},
      {"", "The text is no public key in PEM."},
      {"ssh-ed25519", "The OpenSSH key is cut off."},
      {"ssh-ed25519 A", "The OpenSSH key is no base64."},
      {"ssh-ed25519 AAAA", "The OpenSSH key is cut off."},
      {"ssh-rsa" + kOpenSshEd25519Line.substr(11),
       "The OpenSSH key is not of the type that it names."},
      {"ecdsa-sha2-nistp384" + kOpenSshP256Line.substr(19),
       "The OpenSSH key is not of the type that it names."},
      {kOpenSshEd25519Line + "AAAA", "The OpenSSH key is too long."},
      {"ssh-dss AAAAB3NzaC1kc3M=", "The OpenSSH key's type is unknown."},
  };
  for (const auto& [text, why] : rows) BOOST_TEST(refusal(text) == why, text);
}

BOOST_AUTO_TEST_SUITE_END()
