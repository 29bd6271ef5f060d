#include <sys/resource.h>

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "courier/encryption.h"
#include "courier/foreign_parser.h"
#include "courier/writing_desk.h"
#include "openpgp/gpg.h"
#include "openpgp/made_key.h"

#include "openpgp/openpgp.h"
#include "support/forked.h"

using namespace std::chrono_literals;

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

/// What becomes of the drafts, in the order in which they end; each was tried so many times.
std::vector<courier::Encryption::Ended> encrypted(std::vector<courier::Draft> drafts,
                                                  int attempts) {
  courier::Encryption encryption;
  for (auto& draft : drafts) encryption.begin(std::move(draft), attempts);
  std::vector<courier::Encryption::Ended> all;
  while (encryption.under_way() > 0) {
    encryption.work(20s);
    for (auto& ended : encryption.take()) all.push_back(std::move(ended));
  }
  return all;
}

/// What everybody on the way can read of a mail: its header without the type of the content.
std::string open_header(const std::string& content) {
  return content.substr(0, content.find("Content-Type: "));
}

/// The message as it goes out, whatever time it takes to encrypt it.
courier::Envelope sent(WritingDesk& desk, const model::Message& message) {
  auto draft = desk.composer.compose(message);
  if (!draft.key) return draft.plain;
  const auto ended = encrypted({std::move(draft)}, 1);
  BOOST_REQUIRE(ended.size() == 1U);
  const auto* mail = std::get_if<courier::Envelope>(&ended.front().result);
  BOOST_REQUIRE(mail != nullptr);
  return *mail;
}

std::string type_of(WritingDesk& desk, const model::Mail& mail) {
  return parsed_by_python(sent(desk, desk.message_of(mail)).content).at("type");
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
    const auto plain = sent(desk, message).content;
    desk.keys = {{kEva, key_of_eva()}};
    const auto encrypted = sent(desk, message);
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
  const auto content = sent(desk, message).content;
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
  const auto content = sent(desk, desk.message_of(mail)).content;
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
  const auto plain = sent(desk, message).content;
  for (const auto& key : {expired, std::string("no key"), std::string()}) {
    desk.keys = {{kEva, key}};
    BOOST_TEST((sent(desk, message).content == plain), key);
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

BOOST_AUTO_TEST_CASE(a_key_that_is_out_of_bounds_keeps_no_mail_from_its_owner) {
  WritingDesk desk;
  const auto message = desk.message_of(desk.verify_mail());
  const auto plain = sent(desk, message).content;
  desk.keys = {{kEva, made_key({"--bits", "16384"})}};  // as it may be kept from former times
  BOOST_TEST((sent(desk, message).content == plain));
}

BOOST_AUTO_TEST_CASE(where_no_process_can_be_had_a_mail_is_tried_again_and_then_sent_in_plain) {
  WritingDesk desk;
  desk.keys = {{kEva, key_of_eva()}};
  const auto draft = desk.composer.compose(desk.message_of(desk.verify_mail()));
  openpgp::Certificate(key_of_eva()).read();  // librnp is loaded while there are descriptors
  Forked poor([&] {
    const rlimit none{3, 3};
    setrlimit(RLIMIT_NOFILE, &none);
    for (const int attempt : {1, 2}) {
      const auto ended = encrypted({draft}, attempt);
      const auto* outcome = std::get_if<courier::Outcome>(&ended.front().result);
      if (outcome == nullptr || outcome->kind != courier::Outcome::Kind::retry) return 1;
    }
    const auto ended = encrypted({draft}, 3);
    const auto* mail = std::get_if<courier::Envelope>(&ended.front().result);
    return mail != nullptr && mail->content == draft.plain.content ? 0 : 2;
  });
  BOOST_TEST(poor.wait() == 0);
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
