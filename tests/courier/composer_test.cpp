#include "courier/composer.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <set>

#include "base/error.h"
#include "courier/foreign_parser.h"
#include "courier/writing_desk.h"
#include "model/mail_kind.h"

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

}  // namespace

BOOST_AUTO_TEST_SUITE(composer)

BOOST_AUTO_TEST_CASE(the_templates_in_the_binary_are_sound) {
  BOOST_CHECK_NO_THROW(templates::Templates(courier::mail_templates(), "").check());
}

BOOST_AUTO_TEST_CASE(a_verification_mail_carries_a_link_with_a_token_of_ours) {
  WritingDesk desk;
  const auto mail = desk.verify_mail();
  const auto envelope = desk.composer.compose(desk.message_of(mail)).plain;
  BOOST_TEST(envelope.sender == "door@example.org");
  BOOST_TEST(envelope.recipient == "eva@example.com");
  auto found = parsed_by_python(envelope.content);
  const auto token = desk.tokens.mint(crypto::TokenKind::challenge, mail.challenge);
  const auto link = "https://example.org/verify?token=" + token;
  BOOST_TEST(has(found["text"], "\n" + link + "\n"));
  BOOST_TEST(has(found["html"], "<a href=\"" + link + "\""));
  BOOST_TEST(has(found["html"], ">" + link + "</a>"));
  BOOST_TEST(has(found["text"], "Hello eva,"));
  BOOST_TEST(has(found["text"], "10 min, until 2023-11-14 22:23 UTC"));
  BOOST_TEST(found["subject"] == "Welcome to Tür & Tor: confirm your address");
  BOOST_TEST(found["from-name"] == "Tür & Tor");
  BOOST_TEST(has(found["html"], "Tür &amp; Tor"));
}

BOOST_AUTO_TEST_CASE(every_mail_is_whole_in_every_language) {
  WritingDesk desk;
  for (const auto& language : desk.set.languages()) {
    for (const auto& kind : model::mail_kinds()) {
      auto mail = desk.verify_mail();
      mail.template_name = kind.template_name;
      mail.language = language;
      auto found = parsed_by_python(desk.composer.compose(desk.message_of(mail)).plain.content);
      BOOST_TEST(found["defects"] == "");
      BOOST_TEST(found["language"] == language);
      BOOST_TEST(has(found["html"], "<html lang=\"" + language + "\">"));
      BOOST_TEST(has(found["text"], "Tür & Tor"));
      BOOST_TEST(!has(found["text"], "{{"));
      BOOST_TEST(!has(found["html"], "{{"));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_mail_whose_challenge_has_a_code_shows_it_in_every_language_and_form) {
  WritingDesk desk;
  for (const auto& language : desk.set.languages()) {
    for (const auto* name : {"verify", "reset-password"}) {
      auto mail = desk.verify_mail();
      mail.template_name = name;
      mail.language = language;
      mail.with_code = true;
      auto found = parsed_by_python(desk.composer.compose(desk.message_of(mail)).plain.content);
      const auto code = desk.tokens.code(mail.challenge);
      BOOST_TEST(has(found["text"], ": " + code + ". "), language + "/" + name);
      BOOST_TEST(has(found["html"], ">" + code + "</p>"), language + "/" + name);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_mail_whose_challenge_has_no_code_does_not_speak_of_one) {
  WritingDesk desk;
  for (const auto* name : {"verify", "reset-password"}) {
    auto mail = desk.verify_mail();
    mail.template_name = name;
    auto found = parsed_by_python(desk.composer.compose(desk.message_of(mail)).plain.content);
    BOOST_TEST(!has(found["text"], "code"), found["text"]);
    BOOST_TEST(!has(found["html"], " code"), found["html"]);
  }
}

BOOST_AUTO_TEST_CASE(what_every_mail_is_about_has_been_said) {
  std::set<std::string> said;
  for (const auto& kind : model::mail_kinds()) said.emplace(kind.template_name);
  for (const auto& file : courier::mail_templates()) {
    const auto name = std::filesystem::path(file.name).stem().string();
    BOOST_TEST(said.contains(name), name << " has no row in mail_kind.cpp");
  }
}

BOOST_AUTO_TEST_CASE(a_mail_without_a_challenge_has_no_link) {
  WritingDesk desk;
  for (const auto* name :
       {"already-registered", "password-changed", "address-changing", "address-changed",
        "ssh-key-added", "ssh-key-removed", "pgp-key-preferred", "personal-token-made",
        "webhook-added", "client-added", "new-network", "more-changes", "account-deleted"}) {
    auto mail = desk.verify_mail();
    mail.template_name = name;
    mail.challenge = {};
    const auto found = parsed_by_python(desk.composer.compose(desk.message_of(mail)).plain.content);
    BOOST_TEST(!has(found.at("text") + found.at("html"), "href"), name);
    BOOST_TEST(!has(found.at("text") + found.at("html"), "://"), name);
  }
}

BOOST_AUTO_TEST_CASE(each_link_opens_the_page_for_its_purpose) {
  WritingDesk desk;
  for (const auto& [name, page] : {std::pair("verify", "/verify?token=dwv_"),
                                   std::pair("reset-password", "/password/reset?token=dwv_"),
                                   std::pair("pgp-key-preferred", "/password/reset?token=dwv_"),
                                   std::pair("address-changed", "/password/reset?token=dwv_"),
                                   std::pair("more-changes", "/password/reset?token=dwv_"),
                                   std::pair("confirm-address", "/email/confirm?token=dwv_")}) {
    auto mail = desk.verify_mail();
    mail.template_name = name;
    const auto found = parsed_by_python(desk.composer.compose(desk.message_of(mail)).plain.content);
    BOOST_TEST(has(found.at("text"), std::string("\nhttps://example.org") + page), name);
    BOOST_TEST(has(found.at("html"), std::string("<a href=\"https://example.org") + page), name);
  }
}

BOOST_AUTO_TEST_CASE(a_warning_tells_when_from_where_and_with_what_it_happened) {
  WritingDesk desk;
  auto mail = desk.verify_mail();
  mail.template_name = "new-network";
  mail.challenge = {};
  mail.address = "203.0.113.9";
  const auto told = [&](const std::string& language) {
    mail.language = language;
    const auto found = parsed_by_python(desk.composer.compose(desk.message_of(mail)).plain.content);
    return found.at("text") + found.at("html");
  };
  BOOST_TEST(has(told("en"), ", from the address 203.0.113.9."));
  mail.browser = "Firefox";
  BOOST_TEST(has(told("en"), ", from the address 203.0.113.9, with Firefox."));
  mail.system = "Linux";
  BOOST_TEST(has(told("en"), ", from the address 203.0.113.9, with Firefox on Linux."));
  BOOST_TEST(has(told("de"), ", von der Adresse 203.0.113.9, mit Firefox auf Linux."));
  mail.address = {};
  BOOST_TEST(has(told("en"), " UTC, with Firefox on Linux."));
}

BOOST_AUTO_TEST_CASE(a_mail_shows_the_value_that_it_tells_of) {
  WritingDesk desk;
  auto mail = desk.verify_mail();
  mail.template_name = "address-changing";
  mail.detail = "new<&>@example.org";
  const auto found = parsed_by_python(desk.composer.compose(desk.message_of(mail)).plain.content);
  BOOST_TEST(has(found.at("text"), "to new<&>@example.org."));
  BOOST_TEST(has(found.at("html"), "to new&lt;&amp;&gt;@example.org."));
  for (const auto* name : {"ssh-key-added", "ssh-key-removed"}) {
    mail.template_name = name;
    mail.detail = "34:06:a3";
    const auto told = parsed_by_python(desk.composer.compose(desk.message_of(mail)).plain.content);
    BOOST_TEST(has(told.at("text"), "\n  34:06:a3\n"), name);
    BOOST_TEST(has(told.at("html"), ">34:06:a3</p>"), name);
  }
}

BOOST_AUTO_TEST_CASE(a_username_that_looks_like_a_host_becomes_no_link) {
  WritingDesk desk;
  auto mail = desk.verify_mail();
  mail.username = "www.evil.com";
  const auto found = parsed_by_python(desk.composer.compose(desk.message_of(mail)).plain.content);
  BOOST_TEST(!has(found.at("html"), "evil.com"));
  BOOST_TEST(has(found.at("html"), "Welcome, www\u2060.evil\u2060.com!"));
  BOOST_TEST(has(found.at("text"), "Hello www.evil.com,"));
}

BOOST_AUTO_TEST_CASE(an_unknown_language_falls_back_to_english) {
  WritingDesk desk;
  auto mail = desk.verify_mail();
  mail.language = "tlh";
  auto found = parsed_by_python(desk.composer.compose(desk.message_of(mail)).plain.content);
  BOOST_TEST(found["language"] == "en");
  BOOST_TEST(has(found["text"], "Hello eva,"));
}

BOOST_AUTO_TEST_CASE(a_later_attempt_composes_the_same_bytes) {
  WritingDesk desk;
  auto message = desk.message_of(desk.verify_mail());
  const auto first = desk.composer.compose(message).plain.content;
  desk.clock.advance(std::chrono::hours(2));
  message.attempts = 7;
  message.last_error = "451";
  message.due_at = desk.clock.now();
  BOOST_TEST(desk.composer.compose(message).plain.content == first);
}

BOOST_AUTO_TEST_CASE(a_site_can_override_a_template) {
  const TempDirectory site;
  site.write("en/verify.subject", "Moin {{username}}\n");
  WritingDesk desk(site.path());
  auto found =
      parsed_by_python(desk.composer.compose(desk.message_of(desk.verify_mail())).plain.content);
  BOOST_TEST(found["subject"] == "Moin eva");
}

BOOST_AUTO_TEST_CASE(what_cannot_become_a_mail_is_refused) {
  WritingDesk desk;
  const auto refused = [&](const model::Message& message) {
    try {
      desk.composer.compose(message);
      return false;
    } catch (const base::Error&) {
      return true;
    }
  };
  auto unknown = desk.verify_mail();
  unknown.template_name = "no-such-mail";
  BOOST_TEST(refused(desk.message_of(unknown)));
  auto recipient = desk.verify_mail();
  recipient.recipient = "eva@example.com\r\nRCPT TO:<mallory@example.net>";
  BOOST_TEST(refused(desk.message_of(recipient)));
  auto username = desk.verify_mail();
  username.username = "eva\r\nBcc: mallory@example.net";
  BOOST_TEST(refused(desk.message_of(username)));
  auto detail = desk.verify_mail();
  detail.detail = "a@example.org\nSubject: x";
  BOOST_TEST(refused(desk.message_of(detail)));
  for (const auto* payload : {"", "{}", "[]", "{\"template\":1}"}) {
    auto message = desk.message_of(desk.verify_mail());
    message.payload = payload;
    BOOST_TEST(refused(message), payload);
  }
}

BOOST_AUTO_TEST_SUITE_END()
