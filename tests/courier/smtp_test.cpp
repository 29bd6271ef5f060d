#include "courier/smtp.h"

#include <boost/test/unit_test.hpp>
#include <cstdlib>

#include "base/error.h"
#include "courier/mail_token.h"
#include "support/fakes.h"
#include "support/poll.h"
#include "support/smtp_server.h"
#include "support/temp_directory.h"

using courier::Outcome;
using Kind = courier::Outcome::Kind;

namespace {

courier::SmtpChannel::Settings settings_for(const SmtpServer& server, const std::string& tls) {
  courier::SmtpChannel::Settings settings;
  settings.server = server.address();
  settings.tls = tls;
  settings.ca_file = tls == "none" ? "" : server.ca_file();
  settings.timeout = std::chrono::seconds(10);
  return settings;
}

courier::Envelope mail_to(const std::string& recipient,
                          const std::string& content = "Subject: x\r\n\r\ny\r\n") {
  static FakeEntropy entropy;
  return {base::Id::make(FakeClock().now(), entropy), "door@example.org", recipient, content};
}

// Works until every mail under way has an outcome; returns them by the mails' ids.
std::map<base::Id, Outcome> outcomes_of(courier::Channel<courier::Envelope>& transport) {
  std::map<base::Id, Outcome> outcomes;
  BOOST_TEST(eventually([&] {
    transport.work(std::chrono::milliseconds(100),
                   [&](const auto& id, const auto& outcome) { outcomes[id] = outcome; });
    return transport.under_way() == 0;
  }));
  return outcomes;
}

Outcome send(courier::Channel<courier::Envelope>& transport, const courier::Envelope& mail) {
  transport.begin(mail);
  return outcomes_of(transport)[mail.id];
}

Outcome send(const courier::SmtpChannel::Settings& settings, const courier::Envelope& mail) {
  courier::SmtpChannel transport(settings);
  return send(transport, mail);
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

}  // namespace

BOOST_AUTO_TEST_SUITE(smtp)

BOOST_AUTO_TEST_CASE(a_mail_is_handed_over_in_plain_by_starttls_and_by_tls) {
  for (const auto* tls : {"none", "starttls", "tls"}) {
    SmtpServer server({.tls = tls});
    const auto outcome = send(settings_for(server, tls), mail_to("eva@example.com"));
    BOOST_TEST((outcome.kind == Kind::delivered), outcome.error);
    const auto mails = server.mails();
    BOOST_REQUIRE(mails.size() == 1U);
    BOOST_TEST(mails[0].sender == "door@example.org");
    BOOST_TEST(mails[0].recipients == std::vector<std::string>{"eva@example.com"},
               boost::test_tools::per_element());
    BOOST_TEST(mails[0].encrypted == (tls != std::string("none")));
    BOOST_TEST(mails[0].content == "Subject: x\r\n\r\ny\r\n");
  }
}

BOOST_AUTO_TEST_CASE(it_signs_in_with_the_right_password_alone) {
  SmtpServer server({.tls = "starttls", .user = "door", .password = "s3cret&ü"});
  auto settings = settings_for(server, "starttls");
  settings.username = "door";
  settings.password = "wrong-s3cret";
  settings.timeout = std::chrono::seconds(2);
  const auto refused = send(settings, mail_to("eva@example.com"));
  BOOST_TEST((refused.kind == Kind::retry));
  BOOST_TEST(!refused.error.empty());
  BOOST_TEST(!has(refused.error, "s3cret"));
  BOOST_TEST(server.mails().empty());

  settings.password = "s3cret&ü";
  settings.timeout = std::chrono::seconds(10);
  const auto outcome = send(settings, mail_to("eva@example.com"));
  BOOST_TEST((outcome.kind == Kind::delivered), outcome.error);
  BOOST_REQUIRE(server.mails().size() == 1U);
  BOOST_TEST(server.mails()[0].user == "door");
}

BOOST_AUTO_TEST_CASE(a_server_that_wants_us_to_sign_in_makes_the_mail_wait) {
  SmtpServer server({.user = "door", .password = "s3cret"});
  const auto outcome = send(settings_for(server, "none"), mail_to("eva@example.com"));
  BOOST_TEST((outcome.kind == Kind::retry), outcome.error);
  BOOST_TEST(has(outcome.error, "530"));
}

BOOST_AUTO_TEST_CASE(without_the_tls_that_was_asked_for_nothing_is_sent) {
  SmtpServer server;
  for (const auto* tls : {"starttls", "tls"}) {
    auto settings = settings_for(server, tls);
    settings.ca_file = "";
    settings.timeout = std::chrono::seconds(4);
    const auto outcome = send(settings, mail_to("eva@example.com"));
    BOOST_TEST((outcome.kind == Kind::retry));
    BOOST_TEST(!outcome.error.empty());
  }
  BOOST_TEST(server.mails().empty());
}

BOOST_AUTO_TEST_CASE(a_certificate_that_nobody_vouches_for_is_refused) {
  for (const auto* tls : {"starttls", "tls"}) {
    SmtpServer server({.tls = tls});
    auto settings = settings_for(server, tls);
    settings.ca_file = "";
    const auto unknown = send(settings, mail_to("eva@example.com"));
    BOOST_TEST((unknown.kind == Kind::retry));
    BOOST_TEST(has(unknown.error, "certificate"), unknown.error);

    SmtpServer other({.tls = tls});
    settings.ca_file = other.ca_file();
    BOOST_TEST((send(settings, mail_to("eva@example.com")).kind == Kind::retry));
    BOOST_TEST(server.mails().empty());
  }
}

BOOST_AUTO_TEST_CASE(the_environment_may_name_those_who_vouch) {
  SmtpServer server({.tls = "starttls"});
  auto settings = settings_for(server, "starttls");
  settings.ca_file = "";
  setenv("SSL_CERT_FILE", server.ca_file().c_str(), 1);
  const auto outcome = send(settings, mail_to("eva@example.com"));
  unsetenv("SSL_CERT_FILE");
  BOOST_TEST((outcome.kind == Kind::delivered), outcome.error);
}

BOOST_AUTO_TEST_CASE(a_certificate_for_another_name_is_refused) {
  SmtpServer server({.tls = "starttls"});
  auto settings = settings_for(server, "starttls");
  settings.server.replace(0, std::string("localhost").size(), "127.0.0.1");
  const auto outcome = send(settings, mail_to("eva@example.com"));
  BOOST_TEST((outcome.kind == Kind::retry));
  BOOST_TEST(server.mails().empty());
}

BOOST_AUTO_TEST_CASE(what_the_server_answers_decides_whether_the_mail_waits) {
  SmtpServer server;
  server.answer_recipient("later@example.com", "451 4.3.0 later");
  server.answer_recipient("never@example.com", "550 5.1.1 no such never@example.com");
  server.answer_content("full@example.com", "452 4.2.2 full");
  server.answer_content("spam@example.com", "554 5.6.0 we do not like y");
  courier::SmtpChannel transport(settings_for(server, "none"));
  const struct {
    const char* recipient;
    Kind kind;
    const char* error;
  } rows[] = {
      {"later@example.com", Kind::retry, "RCPT was answered with 451 4.3.0"},
      {"never@example.com", Kind::permanent, "RCPT was answered with 550 5.1.1"},
      {"full@example.com", Kind::retry, "DATA was answered with 452 4.2.2"},
      {"spam@example.com", Kind::permanent, "DATA was answered with 554 5.6.0"},
      {"eva@example.com", Kind::delivered, ""},
  };
  for (const auto& row : rows) {
    const auto outcome = send(transport, mail_to(row.recipient));
    BOOST_TEST((outcome.kind == row.kind), row.recipient);
    BOOST_TEST(outcome.error == row.error);
  }
  BOOST_TEST(server.mails().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_server_that_is_down_makes_the_mail_wait) {
  SmtpServer server;
  server.stop();
  const auto outcome = send(settings_for(server, "none"), mail_to("eva@example.com"));
  BOOST_TEST((outcome.kind == Kind::retry));
  BOOST_TEST(has(outcome.error, "connect"), outcome.error);
}

BOOST_AUTO_TEST_CASE(a_kept_connection_that_has_died_costs_no_mail) {
  SmtpServer server;
  courier::SmtpChannel transport(settings_for(server, "none"));
  BOOST_TEST((send(transport, mail_to("eva@example.com")).kind == Kind::delivered));
  server.stop();
  server.start();
  BOOST_TEST((send(transport, mail_to("eva@example.com")).kind == Kind::delivered));
  BOOST_TEST(server.mails().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_server_that_never_answers_is_given_up_in_time) {
  SmtpServer server;
  server.answer_recipient("slow@example.com", "hang");
  server.answer_content("slower@example.com", "hang");
  auto settings = settings_for(server, "none");
  settings.timeout = std::chrono::seconds(1);
  settings.concurrency = 1;
  courier::SmtpChannel transport(settings);
  for (const auto* recipient : {"slow@example.com", "slower@example.com"}) {
    const auto begun = std::chrono::steady_clock::now();
    const auto outcome = send(transport, mail_to(recipient));
    BOOST_TEST((outcome.kind == Kind::retry));
    BOOST_TEST(has(outcome.error, "timed out"), outcome.error);
    BOOST_TEST((std::chrono::steady_clock::now() - begun < std::chrono::seconds(8)));
    BOOST_TEST((send(transport, mail_to("eva@example.com")).kind == Kind::delivered));
  }
  BOOST_TEST(server.mails().size() == 2U);
}

BOOST_AUTO_TEST_CASE(slow_deliveries_delay_no_other) {
  SmtpServer server;
  server.answer_recipient("slow@example.com", "hang");
  server.answer_content("slower@example.com", "hang");
  courier::SmtpChannel transport(settings_for(server, "none"));
  transport.begin(mail_to("slow@example.com"));
  transport.begin(mail_to("slower@example.com"));
  const auto begun = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) {
    BOOST_REQUIRE(transport.room() > 0U);
    transport.begin(mail_to("eva@example.com"));
    BOOST_TEST(eventually([&] {
      transport.work(std::chrono::milliseconds(100), [](const auto&, const auto&) {});
      return transport.under_way() == 2;
    }));
  }
  BOOST_TEST(server.mails().size() == 20U);
  BOOST_TEST((std::chrono::steady_clock::now() - begun < std::chrono::seconds(5)));
}

BOOST_AUTO_TEST_CASE(deliveries_under_way_can_be_broken_off) {
  SmtpServer server;
  server.answer_recipient("slow@example.com", "hang");
  server.answer_content("slower@example.com", "hang");
  auto settings = settings_for(server, "none");
  settings.timeout = std::chrono::seconds(60);
  const auto begun = std::chrono::steady_clock::now();
  {
    courier::SmtpChannel transport(settings);
    transport.begin(mail_to("slow@example.com"));
    transport.begin(mail_to("slower@example.com"));
    transport.work(std::chrono::milliseconds(200), [](const auto&, const auto&) {});
  }
  BOOST_TEST((std::chrono::steady_clock::now() - begun < std::chrono::seconds(8)));
}

BOOST_AUTO_TEST_CASE(it_takes_on_no_more_than_its_concurrency) {
  SmtpServer server;
  auto settings = settings_for(server, "none");
  settings.concurrency = 3;
  courier::SmtpChannel transport(settings);
  for (std::size_t left = 3; left > 0; --left) {
    BOOST_TEST(transport.room() == left);
    transport.begin(mail_to("eva@example.com"));
  }
  BOOST_TEST(transport.room() == 0U);
  BOOST_TEST(outcomes_of(transport).size() == 3U);
  BOOST_TEST(transport.room() == 3U);
}

BOOST_AUTO_TEST_CASE(lines_that_begin_with_dots_arrive_as_they_are) {
  SmtpServer server;
  courier::SmtpChannel transport(settings_for(server, "none"));
  std::string many = "Subject: dots\r\n\r\n";
  while (many.size() < 300'000) many += std::string(many.size() % 67, '.') + "\r\n.\r\n..\r\n";
  const std::string contents[] = {".first\r\n\r\nx\r\n", "a: b\r\n\r\n.\r\n..\r\n.x\r\n.\r\n",
                                  many};
  for (const auto& content : contents) {
    BOOST_TEST((send(transport, mail_to("eva@example.com", content)).kind == Kind::delivered));
    BOOST_TEST((server.mails().back().content == content));
  }
}

BOOST_AUTO_TEST_CASE(an_address_that_would_add_a_command_is_refused_for_good) {
  SmtpServer server;
  courier::SmtpChannel transport(settings_for(server, "none"));
  auto mail = mail_to("eva@example.com>\r\nRCPT TO:<mallory@example.net");
  BOOST_TEST((send(transport, mail).kind == Kind::permanent));
  mail = mail_to("eva@example.com");
  mail.sender = "door@example.org>\r\nRCPT TO:<mallory@example.net";
  BOOST_TEST((send(transport, mail).kind == Kind::permanent));
  BOOST_TEST(server.mails().empty());
}

BOOST_AUTO_TEST_CASE(a_greeting_tells_whether_mails_could_be_sent_and_sends_none) {
  SmtpServer server({.tls = "starttls"});
  const auto settings = settings_for(server, "starttls");
  courier::SmtpSession session(settings);
  BOOST_TEST((session.greet().kind == Kind::delivered));
  auto stranger = settings;
  stranger.ca_file = "";
  const auto refused = courier::SmtpSession(stranger).greet();
  BOOST_TEST((refused.kind == Kind::retry));
  BOOST_TEST(!refused.error.empty());
  BOOST_TEST(server.mails().empty());
}

// Exchange offers these, in this order; libcurl by itself takes the first that it has.
BOOST_AUTO_TEST_CASE(a_server_that_prefers_what_we_have_no_tickets_for_is_signed_in_to_by_login) {
  SmtpServer server(
      {.tls = "starttls", .user = "door", .password = "s3cret", .mechanisms = "GSSAPI NTLM LOGIN"});
  auto settings = settings_for(server, "starttls");
  settings.username = "door";
  settings.password = "s3cret";
  const auto outcome = send(settings, mail_to("eva@example.com"));
  BOOST_TEST((outcome.kind == Kind::delivered), outcome.error);
  BOOST_REQUIRE(server.mails().size() == 1U);
  BOOST_TEST(server.mails()[0].user == "door");
}

BOOST_AUTO_TEST_CASE(a_server_with_no_mechanism_that_is_allowed_is_for_the_operator) {
  SmtpServer server(
      {.tls = "starttls", .user = "door", .password = "s3cret", .mechanisms = "GSSAPI NTLM LOGIN"});
  auto settings = settings_for(server, "starttls");
  settings.username = "door";
  settings.password = "s3cret";
  settings.auth = "plain";
  const auto outcome = send(settings, mail_to("eva@example.com"));
  BOOST_TEST((outcome.kind == Kind::retry));
  BOOST_TEST(outcome.is_alarming);
  BOOST_TEST(has(outcome.error, "mail.auth"), outcome.error);
  BOOST_TEST(server.mails().empty());
}

BOOST_AUTO_TEST_CASE(it_signs_in_with_a_token_that_another_program_renews) {
  SmtpServer server({.tls = "starttls",
                     .user = "door@example.org",
                     .password = "ya29.second",
                     .mechanisms = "LOGIN PLAIN XOAUTH2"});
  const TempDirectory directory;
  auto settings = settings_for(server, "starttls");
  settings.username = "door@example.org";
  settings.auth = "xoauth2";
  settings.token = std::make_shared<courier::MailToken>(
      courier::MailToken::Settings{.file = directory.write("token", "ya29.first\n")});
  courier::SmtpChannel transport(settings);
  const auto refused = send(transport, mail_to("eva@example.com"));
  BOOST_TEST((refused.kind == Kind::retry));
  BOOST_TEST(refused.is_alarming);
  BOOST_TEST(!has(refused.error, "ya29"), refused.error);
  directory.write("token", "ya29.second\n");
  const auto outcome = send(transport, mail_to("eva@example.com"));
  BOOST_TEST((outcome.kind == Kind::delivered), outcome.error);
  BOOST_REQUIRE(server.mails().size() == 1U);
  BOOST_TEST(server.mails()[0].user == "door@example.org");
}

BOOST_AUTO_TEST_CASE(it_greets_with_the_name_that_it_was_given) {
  SmtpServer server({.wants_full_name = true});
  auto settings = settings_for(server, "none");
  settings.helo = "nowhere";
  const auto refused = send(settings, mail_to("eva@example.com"));
  BOOST_TEST((refused.kind == Kind::retry));
  BOOST_TEST(refused.is_alarming);
  BOOST_TEST(refused.error == "RCPT was answered with 504 5.5.2");
  settings.helo = "accounts.example.org";
  const auto outcome = send(settings, mail_to("eva@example.com"));
  BOOST_TEST((outcome.kind == Kind::delivered), outcome.error);
  BOOST_REQUIRE(server.mails().size() == 1U);
  BOOST_TEST(server.mails()[0].helo == "accounts.example.org");
}

BOOST_AUTO_TEST_CASE(a_refusal_for_our_sake_is_no_death_of_the_mail) {
  SmtpServer server;
  server.answer_recipient("eva@example.com", "554 5.7.1 Relay access denied");
  const auto outcome = send(settings_for(server, "none"), mail_to("eva@example.com"));
  BOOST_TEST((outcome.kind == Kind::retry));
  BOOST_TEST(outcome.is_alarming);
}

BOOST_AUTO_TEST_CASE(settings_that_name_no_server_are_refused) {
  for (const auto* server :
       {"", "http://example.org", "user@example.org", "example.org/x", "a b"}) {
    BOOST_CHECK_THROW(courier::SmtpChannel({.server = server}), base::Error);
  }
  courier::SmtpChannel::Settings settings{.server = "example.org"};
  settings.tls = "maybe";
  BOOST_CHECK_THROW(courier::SmtpChannel{settings}, base::Error);
  settings.tls = "tls";
  settings.auth = "magic";
  BOOST_CHECK_THROW(courier::SmtpChannel{settings}, base::Error);
}

BOOST_AUTO_TEST_SUITE_END()
