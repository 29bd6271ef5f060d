#include "crypto/ssh_public_file.h"

#include <boost/test/unit_test.hpp>

#include "crypto/private_text.h"
#include "crypto/ssh_public_key.h"
#include "support/refusals.h"

using base::ErrorCode;
using crypto::is_private_key;
using crypto::openssh_line_of;

namespace {

const std::string kBase64 = "AAAAC3NzaC1lZDI1NTE5AAAAIAokJiesQ3jTaOx1e/JYCk/BNIEt7kQNrz9sHlmzNo+3";
const std::string kBegin = "---- BEGIN SSH2 PUBLIC KEY ----\n";
const std::string kEnd = "---- END SSH2 PUBLIC KEY ----\n";
const std::string kBody = kBase64.substr(0, 40) + "\n" + kBase64.substr(40) + "\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(ssh_public_files)

BOOST_AUTO_TEST_CASE(a_file_as_putty_and_ssh2_write_it_becomes_the_line_of_its_key) {
  const std::pair<std::string, std::string> files[] = {
      {kBegin + "Comment: \"ada@laptop\"\n" + kBody + kEnd, " ada@laptop"},
      {kBegin + "Comment: rsa-key-20240101\n" + kBody + kEnd, " rsa-key-20240101"},
      {kBegin + "Subject: ada\nComment: \"a long \\\ncomment\"\nx-by: me\n" + kBody + kEnd,
       " a long comment"},
      {"\n" + kBegin + kBody + kEnd + "\n", ""},
  };
  for (const auto& [text, comment] : files) {
    const auto line = openssh_line_of(text);
    BOOST_TEST(line == "ssh-ed25519 " + kBase64 + comment);
    BOOST_TEST(!refusal_of([&] { crypto::SshPublicKey::parse(line); }));
  }
  std::string crlf;
  for (const char c : kBegin + kBody + kEnd) crlf += c == '\n' ? "\r\n" : std::string(1, c);
  BOOST_TEST(openssh_line_of(crlf) == "ssh-ed25519 " + kBase64);
}

BOOST_AUTO_TEST_CASE(any_other_text_stays_as_it_is) {
  for (const auto* text : {"", "x", "ssh-ed25519 AAAA me\n", "a\nb\n"}) {
    BOOST_TEST(openssh_line_of(text) == text);
  }
}

BOOST_AUTO_TEST_CASE(a_damaged_file_is_refused) {
  for (const auto& text : {kBegin, kBegin + kBody, kBegin + kEnd, "x\n" + kBegin + kBody + kEnd,
                           kBegin + "*" + kBody + kEnd, kBegin + "Comment: x\\\n" + kEnd}) {
    BOOST_TEST(refuses(ErrorCode::invalid_argument, [&] { openssh_line_of(text); }), text);
  }
}

BOOST_AUTO_TEST_CASE(whoever_gives_pem_is_told_how_to_convert_it) {
  const auto error = refusal_of(
      [&] { openssh_line_of("-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n"); });
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == ErrorCode::unprocessable));
  BOOST_TEST(error->public_text().find("ssh-keygen -i -m PKCS8 -f FILE") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(private_keys_of_every_program_are_known) {
  for (const auto* text :
       {"-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl", "-----BEGIN RSA PRIVATE KEY-----\nMIIE",
        "-----BEGIN EC PRIVATE KEY-----", "-----BEGIN DSA PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nMIIE", "-----BEGIN ENCRYPTED PRIVATE KEY-----",
        "PuTTY-User-Key-File-2: ssh-rsa\r\nEncryption: none", "PuTTY-User-Key-File-3: ssh-ed25519",
        "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----", "SSH PRIVATE KEY FILE FORMAT 1.1\n",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----", "b3BlbnNzaC1rZXktdjEAAAAABG5vbmU",
        "AGE-SECRET-KEY-1QQQ", R"({"kty":"OKP","crv":"Ed25519","d":"x","x":"y"})"}) {
    BOOST_TEST(is_private_key(text), text);
    BOOST_TEST(is_private_key(std::string("my key:\n") + text), text);
  }
  for (const auto& text :
       {"ssh-ed25519 " + kBase64, kBegin + kBody + kEnd, std::string(R"({"kty":"OKP","x":"y"})"),
        std::string("-----BEGIN PGP PUBLIC KEY BLOCK-----"), std::string()}) {
    BOOST_TEST(!is_private_key(text), text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
