#include <boost/test/unit_test.hpp>
#include <chrono>
#include <filesystem>

#include "support/mails.h"
#include "support/poll.h"
#include "support/site.h"
#include "support/smtp_server.h"

namespace {

using Clock = std::chrono::steady_clock;

Site::Settings mailing_to(const SmtpServer& smtp) {
  return {{"mail.server", '"' + smtp.address() + '"'},
          {"mail.tls", "\"none\""},
          {"mail.first_retry", "1"},
          {"mail.timeout", "5"}};
}

std::string address_of(const std::string& name) { return name + "@example.org"; }

/// Registers, and sees that nobody has waited for a mail server.
void register_at_once(const Site& site, const std::string& name) {
  const auto begun = Clock::now();
  const auto answer =
      site.client().json("POST", "/account/register",
                         R"({"username":")" + name + R"(","password":"correct horse","email":")" +
                             address_of(name) + "\"}");
  BOOST_TEST(answer.status == 200);
  BOOST_TEST((Clock::now() - begun < std::chrono::seconds(2)));
}

bool arrives(const SmtpServer& smtp, const std::string& name) {
  return eventually([&] { return !smtp.mails_to(address_of(name)).empty(); });
}

/// The line that we tell people to add to their cron jobs.
void run_cron_line(const Site& site) {
  const auto& scratch = site.scratch();
  const std::string schedule = "*/5 * * * * ";
  const auto line = shipped("shared-hosting/crontab",
                            {{"/home/you/doorward/doorward.toml", scratch.at("doorward.toml")},
                             {"/home/you/doorward", scratch.at("bin")}});
  BOOST_REQUIRE(line.starts_with(schedule));
  BOOST_TEST(run({.arguments = {"sh", "-c", line.substr(schedule.size())},
                  .log = scratch.at("output.log")}) == 0);
}

int verify_by(const Site& site, const SmtpServer::Mail& mail) {
  return site.client()
      .json("POST", "/account/verify", R"({"token":")" + token_in(mail.content) + "\"}")
      .status;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mailing)

BOOST_AUTO_TEST_CASE(a_mail_server_that_is_down_delays_the_mail_and_loses_none) {
  SmtpServer smtp;
  const Site site(kLighttpdSocket, mailing_to(smtp));
  smtp.stop();
  for (const auto* name : {"one", "two", "three"}) register_at_once(site, name);
  BOOST_TEST(eventually([&] { return site.log().find("mail.") != std::string::npos; }));
  smtp.start();
  for (const auto* name : {"one", "two", "three"}) BOOST_TEST(arrives(smtp, name));
  BOOST_TEST(verify_by(site, smtp.mails_to(address_of("two")).front()) == 200);
}

BOOST_AUTO_TEST_CASE(a_mail_that_is_put_off_arrives_once_when_it_is_taken) {
  SmtpServer smtp;
  const Site site(kNginx, mailing_to(smtp));
  smtp.answer_recipient(address_of("later"), "451 4.3.0 later");
  register_at_once(site, "later");
  BOOST_TEST(eventually([&] { return site.log().find("451") != std::string::npos; }));
  BOOST_TEST(smtp.mails_to(address_of("later")).empty());
  smtp.accept_all();
  BOOST_TEST(arrives(smtp, "later"));
  register_at_once(site, "after");
  BOOST_TEST(arrives(smtp, "after"));
  BOOST_TEST(smtp.mails_to(address_of("later")).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_server_that_refuses_us_is_an_alarm_until_it_takes_a_mail) {
  SmtpServer smtp;
  const Site site(kNginx, mailing_to(smtp));
  const auto health = [&] { return site.client().get("/health").body; };
  BOOST_TEST(health().find(R"("mail":"ok")") != std::string::npos);
  smtp.answer_recipient(address_of("eva"), "554 5.7.1 Relay access denied");
  register_at_once(site, "eva");
  BOOST_TEST(eventually([&] {
    return health().find(R"("status":"ok")") != std::string::npos &&
           health().find(R"("mail":"refused")") != std::string::npos;
  }));
  BOOST_TEST(site.log().find("mail.alarm") != std::string::npos);
  BOOST_TEST(site.log().find("mail.dead") == std::string::npos);
  BOOST_TEST(site.command({"check"}) != 0);
  const auto told = read_file(site.scratch().at("output.log"));
  BOOST_TEST(told.find("RCPT was answered with 554 5.7.1") != std::string::npos, told);
  smtp.accept_all();
  BOOST_TEST(arrives(smtp, "eva"));
  BOOST_TEST(eventually([&] { return health().find(R"("mail":"ok")") != std::string::npos; }));
}

BOOST_AUTO_TEST_CASE(a_program_takes_mails_where_there_is_no_server) {
  const Scratch place;
  const auto program = place.at("sendmail");
  place.write("sendmail", "#!/bin/sh\necho \"$@\" >'" + place.at("words") + "'\ncat >'" +
                              place.at("mail.part") + "'\nmv '" + place.at("mail.part") + "' '" +
                              place.at("mail") + "'\n");
  std::filesystem::permissions(program, std::filesystem::perms(0755));
  const Site site(kNginx, {{"mail.command", "[\"" + program + "\", \"-N\", \"never\"]"}});
  register_at_once(site, "eva");
  BOOST_TEST(eventually([&] { return std::filesystem::exists(place.at("mail")); }));
  const auto words = read_file(place.at("words"));
  BOOST_TEST(words.starts_with("-N never -i -f "), words);
  BOOST_TEST(words.ends_with(" -- eva@example.org\n"), words);
  SmtpServer::Mail mail;
  for (const char c : read_file(place.at("mail"))) {
    mail.content += c == '\n' ? "\r\n" : std::string(1, c);
  }
  BOOST_TEST(verify_by(site, mail) == 200);
  site.command({"check"});
  BOOST_TEST(read_file(site.scratch().at("output.log")).find(program + " takes mails") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_slow_mail_server_delays_no_registering_and_loses_no_mail) {
  SmtpServer smtp;
  const Site site(kNginx, mailing_to(smtp));
  smtp.answer_content(address_of("stuck"), "hang");
  register_at_once(site, "stuck");
  register_at_once(site, "quick");
  BOOST_TEST(arrives(smtp, "quick"));
  BOOST_TEST(smtp.mails_to(address_of("stuck")).empty());
  smtp.accept_all();
  BOOST_TEST(arrives(smtp, "stuck"));
}

BOOST_AUTO_TEST_CASE(without_a_daemon_the_cron_line_delivers) {
  SmtpServer smtp;
  const Site site(kSharedHostingFcgid, mailing_to(smtp));
  smtp.stop();
  register_at_once(site, "cron");
  smtp.start();
  BOOST_TEST(eventually([&] {
    run_cron_line(site);
    return !smtp.mails_to(address_of("cron")).empty();
  }));
  BOOST_TEST(verify_by(site, smtp.mails_to(address_of("cron")).front()) == 200);
}

BOOST_AUTO_TEST_SUITE_END()
