#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "courier/foreign_parser.h"
#include "courier/writing_desk.h"
#include "openpgp/gpg.h"

namespace {

constexpr auto kEva = "eva@example.com";

/// Keys are dear to make: one gpg for all cases of this file.
const Gpg& gpg() {
  static const Gpg made;
  return made;
}

const std::string& key_of_eva() {
  static const std::string key = [] {
    gpg().make("Eva <eva@example.com>", "ed25519", "cert,sign");
    gpg().add(kEva, "cv25519", "encr");
    return gpg().public_key(kEva);
  }();
  return key;
}

/// What everybody on the way can read of a mail: its header without the type of the content.
std::string open_header(const std::string& content) {
  return content.substr(0, content.find("Content-Type: "));
}

std::string type_of(WritingDesk& desk, const model::Mail& mail) {
  return parsed_by_python(desk.composer.compose(desk.message_of(mail)).content).at("type");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(encryption)

BOOST_AUTO_TEST_CASE(gpg_reads_the_very_mail_that_would_have_been_sent_in_plain) {
  WritingDesk desk;
  auto mail = desk.verify_mail();
  mail.template_name = "reset-password";
  for (const auto* language : {"en", "de"}) {
    mail.language = language;
    const auto message = desk.message_of(mail);
    desk.keys = {};
    const auto plain = desk.composer.compose(message).content;
    desk.keys = {{kEva, key_of_eva()}};
    const auto encrypted = desk.composer.compose(message);
    BOOST_TEST(encrypted.recipient == kEva);
    const auto header = open_header(encrypted.content);
    BOOST_TEST(header == open_header(plain));
    const auto found = parsed_by_python(encrypted.content);
    BOOST_TEST(header + gpg().decrypt(found.at("message")) == plain);
  }
}

BOOST_AUTO_TEST_CASE(a_foreign_parser_finds_what_rfc_3156_wants) {
  WritingDesk desk;
  desk.keys = {{kEva, key_of_eva()}};
  const auto message = desk.message_of(desk.verify_mail());
  const auto content = desk.composer.compose(message).content;
  const auto found = parsed_by_python(content);
  BOOST_TEST(found.at("defects") == "");
  BOOST_TEST(found.at("type") == "multipart/encrypted");
  BOOST_TEST(found.at("protocol") == "application/pgp-encrypted");
  BOOST_TEST(found.at("parts") == "application/pgp-encrypted application/octet-stream");
  BOOST_TEST(found.at("control") == "Version: 1\n");
  BOOST_TEST(found.at("message").starts_with("-----BEGIN PGP MESSAGE-----\n"));
  BOOST_TEST(found.at("message").ends_with("-----END PGP MESSAGE-----\n"));
  BOOST_TEST(found.at("subject") == "Welcome to Tür & Tor: confirm your address");
  for (std::size_t at = 0; at < content.size();) {
    const auto end = content.find("\r\n", at);
    BOOST_REQUIRE(end != content.npos);
    BOOST_TEST((end - at <= 76 && content.substr(at, end - at).find('\n') == content.npos));
    at = end + 2;
  }
}

BOOST_AUTO_TEST_CASE(nothing_of_the_text_is_left_for_others_to_read) {
  WritingDesk desk;
  desk.keys = {{kEva, key_of_eva()}};
  const auto mail = desk.verify_mail();
  const auto content = desk.composer.compose(desk.message_of(mail)).content;
  const auto token = desk.tokens.mint(crypto::TokenKind::challenge, mail.challenge);
  for (const auto& secret : {token.substr(0, 20), std::string("verify?token"), std::string("eva,"),
                             std::string("text/html")}) {
    BOOST_TEST(content.find(secret) == content.npos, secret);
  }
}

BOOST_AUTO_TEST_CASE(a_key_that_has_expired_or_was_spoilt_keeps_no_mail_from_its_owner) {
  gpg().run({"--faked-system-time", "20200101T000000", "--quick-generate-key",
             "Past <past@example.org>", "rsa2048", "cert,sign,encr", "1d"});
  const auto expired = gpg().public_key("past@example.org");
  WritingDesk desk;
  const auto message = desk.message_of(desk.verify_mail());
  const auto plain = desk.composer.compose(message).content;
  for (const auto& key : {expired, std::string("no key"), std::string()}) {
    desk.keys = {{kEva, key}};
    BOOST_TEST((desk.composer.compose(message).content == plain), key);
  }
}

BOOST_AUTO_TEST_CASE(nobody_can_hide_that_they_have_added_a_key_by_preferring_it) {
  WritingDesk desk;
  desk.keys = {{kEva, key_of_eva()}};
  auto mail = desk.verify_mail();
  mail.challenge = {};
  mail.detail = "AAAA";
  mail.template_name = "pgp-key-added";
  BOOST_TEST(type_of(desk, mail) == "multipart/alternative");
  mail.template_name = "pgp-key-preferred";
  BOOST_TEST(type_of(desk, mail) == "multipart/alternative");
  mail.template_name = "password-changed";
  BOOST_TEST(type_of(desk, mail) == "multipart/encrypted");
  mail.in_plain = true;
  BOOST_TEST(type_of(desk, mail) == "multipart/alternative");
}

BOOST_AUTO_TEST_CASE(a_mail_waits_while_nobody_can_say_whether_to_encrypt_it) {
  WritingDesk desk;
  const courier::Composer composer(
      desk.tokens, desk.set, {}, [](const std::string&, base::Time) -> std::optional<std::string> {
        throw base::Error(base::ErrorCode::unavailable, {}, {"the database does not answer"});
      });
  const auto unavailable = [](const base::Error& error) {
    return error.code() == base::ErrorCode::unavailable;
  };
  BOOST_CHECK_EXCEPTION(composer.compose(desk.message_of(desk.verify_mail())), base::Error,
                        unavailable);
}

BOOST_AUTO_TEST_SUITE_END()
