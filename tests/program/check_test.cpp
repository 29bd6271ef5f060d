#include <boost/test/unit_test.hpp>

#include "program/program.h"
#include "support/smtp_server.h"

BOOST_FIXTURE_TEST_SUITE(checking, Program)

BOOST_AUTO_TEST_CASE(no_configuration_at_all_has_no_fault_and_nothing_is_made) {
  const auto ran = run_program({"check"});
  BOOST_TEST(ran.code == 0);
  BOOST_TEST(!says(ran, "FAULT"));
  for (const auto* part :
       {"configuration", "directory", "secret", "templates", "database", "mail"}) {
    BOOST_TEST(says(ran, "OK     " + std::string(part)), part);
  }
  BOOST_TEST(!std::filesystem::exists(scratch.at("doorward")));
}

BOOST_AUTO_TEST_CASE(what_the_service_has_made_is_right) {
  BOOST_TEST(run_program({"courier", "--once"}).code == 0);
  const auto ran = run_program({"check"});
  BOOST_TEST(ran.code == 0);
  BOOST_TEST(says(ran, "doorward.db, up to date"));
}

BOOST_AUTO_TEST_CASE(every_fault_is_told_at_once) {
  scratch.make_directory("data");
  scratch.make_directory("texts");
  scratch.make_directory("texts/en");
  scratch.write("texts/en/verify.txt", "Hello {{#username");
  scratch.write("data/secret", "too short\n");
  scratch.write("doorward.toml",
                "directory = \"data\"\nsurprise = 1\npages.templates = \"texts\"\n"
                "mail.server = \"127.0.0.1:1\"\nserver.workers = 0\n"
                "database.url = \"mysql://dw:hunter2@127.0.0.1:1/dw\"\n");
  std::filesystem::permissions(scratch.at("data"), std::filesystem::perms(0755));
  std::filesystem::permissions(scratch.at("doorward.toml"), std::filesystem::perms(0644));
  const auto ran = run_program({"check"});
  BOOST_TEST(ran.code == 1);
  for (const auto* fault :
       {"doorward.toml:2: there is no key \"surprise\"", "server.workers: must be from 1 to 512",
        "open to others; use mode 0640", "open to others; use mode 0750", "FAULT  secret",
        "FAULT  templates", "FAULT  database", "FAULT  mail"}) {
    BOOST_TEST(says(ran, fault), fault);
  }
  BOOST_TEST(!says(ran, "hunter2"));
}

BOOST_AUTO_TEST_CASE(a_password_in_a_url_is_never_shown_however_it_is_mistyped) {
  scratch.make_directory("data");
  for (const std::string setting :
       {"database.url = \"sqlite://bob:hunter2@h/x\"", "database.url = \"sqlite:bob:hunter2@h/x\"",
        "database.url = \"mysql:bob:hunter2@h/x\"", "database.url = \"mysql//bob:hunter2@h/x\"",
        "database.url = \"postgres://bob:hunter2@h/x\"",
        "mail.server = \"smtp://bob:hunter2@127.0.0.1\"",
        "mail.server = \"bob:hunter2@127.0.0.1:1\"", "public_url = \"https://bob:hunter2@h\"",
        "public_url = \"http://bob:hunter2@localhost/x\"\nmail.server = \"127.0.0.1:1\"",
        "account.frontend_url = \"https://bob:hunter2@h/x\"",
        "portal.jwks_url = \"https://bob:hunter2@h/keys\"",
        "server.listen = \"http://bob:hunter2@h:80\"",
        "server.trusted_proxies = [\"bob:hunter2@h\"]"}) {
    scratch.write("doorward.toml", setting + "\n");
    for (const std::string command : {"check", "serve", "migrate", "client list"}) {
      const auto ran = run_shell("\"$0\" " + command);
      BOOST_TEST(ran.code != 0, setting << ": " << command);
      BOOST_TEST(!says(ran, "hunter2"), setting << ": " << command << ": " << ran.output);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_database_server_that_is_down_is_told_once_with_its_reason) {
  environment["DOORWARD_DATABASE_URL"] = "mysql://dw:hunter2@127.0.0.1:1/dw";
  const auto ran = run_program({"check"});
  BOOST_TEST(ran.code == 1);
  BOOST_TEST(says(ran, "FAULT  database      mysql 2002: Can't connect"), ran.output);
  BOOST_TEST(!says(ran, "schema"));
  BOOST_TEST(!says(ran, "at the moment"));
}

BOOST_AUTO_TEST_CASE(it_says_which_api_lets_strangers_make_accounts_and_whether_they_pass) {
  const auto shut = run_program({"check"});
  BOOST_TEST(says(shut, "POST /user (token.mount) makes accounts without an address for anybody"));
  BOOST_TEST(says(shut, "the gate lets none through without a verified one"));
  environment["DOORWARD_GATE_ADMIT"] = "anyone";
  BOOST_TEST(says(run_program({"check"}), "gate.admit = \"anyone\" lets them through the gate"));
  scratch.write("doorward.toml", "token.mount = []\n");
  BOOST_TEST(!says(run_program({"check"}), "POST /user"));
}

BOOST_AUTO_TEST_CASE(a_directory_that_cannot_be_made_is_a_fault) {
  scratch.write("file", "");
  environment["DOORWARD_DIRECTORY"] = "file/below";
  const auto ran = run_program({"check"});
  BOOST_TEST(ran.code == 1);
  BOOST_TEST(says(ran, "FAULT  directory"));
}

BOOST_AUTO_TEST_CASE(the_mail_server_is_greeted_and_gets_no_mail) {
  SmtpServer server;
  environment["DOORWARD_MAIL_SERVER"] = server.address();
  environment["DOORWARD_MAIL_TLS"] = "none";
  BOOST_TEST(says(run_program({"check"}), "OK     mail          smtp://" + server.address()));
  environment["DOORWARD_MAIL_TLS"] = "starttls";
  const auto plain = run_program({"check"});
  BOOST_TEST(plain.code == 1);
  BOOST_TEST(says(plain, "FAULT  mail"));
  BOOST_TEST(server.mails().empty());
}

BOOST_AUTO_TEST_CASE(the_sample_that_it_prints_has_no_fault) {
  const auto sample = run_program({"check", "--print-sample"});
  BOOST_TEST(sample.code == 0);
  scratch.write("doorward.toml", sample.output);
  const auto ran = run_program({"check"});
  BOOST_TEST(ran.code == 0);
  BOOST_TEST(says(ran, "OK     configuration doorward.toml"));
}

BOOST_AUTO_TEST_CASE(databases_of_usage_are_examined_made_and_not_exchanged) {
  const auto configure = [&](const std::string& list) {
    scratch.write("doorward.toml", "[usage]\ndatabase = " + list + "\n");
  };
  configure(R"(["sqlite:one.db", "sqlite:two.db"])");
  auto ran = run_program({"check"});
  BOOST_TEST(ran.code == 0);
  BOOST_TEST(says(ran, "OK     usage         made at the first start"), ran.output);
  BOOST_TEST(!std::filesystem::exists(scratch.at("one.db")));
  BOOST_TEST(run_program({"courier", "--once"}).code == 0);
  ran = run_program({"check"});
  BOOST_TEST(ran.code == 0);
  BOOST_TEST(says(ran, "one.db, up to date; "), ran.output);
  for (const auto* list : {R"(["sqlite:two.db", "sqlite:one.db"])", R"("sqlite:one.db")", "[]",
                           R"(["sqlite:one.db", "sqlite:three.db"])"}) {
    configure(list);
    ran = run_program({"check"});
    BOOST_TEST(ran.code == 1, list);
    BOOST_TEST(says(ran, "FAULT  usage"), ran.output);
    BOOST_TEST(says(ran, "[usage.database]"), ran.output);
    ran = run_program({"courier", "--once"});
    BOOST_TEST(ran.code == 78, ran.code << list);
    BOOST_TEST(says(ran, "usage.database"), ran.output);
  }
  BOOST_TEST(!std::filesystem::exists(scratch.at("three.db")));
  configure(R"("sqlite:two.db")");
  BOOST_TEST(run_program({"migrate", "--usage-moved"}).code == 0);
  BOOST_TEST(run_program({"check"}).code == 0);
}

BOOST_AUTO_TEST_CASE(a_database_of_usage_that_is_away_keeps_nobody_from_starting) {
  scratch.write("doorward.toml",
                "usage.database = \"mysql://dw:hunter2@127.0.0.1:1/dw\"\n"
                "database.timeout = 1\n");
  std::filesystem::permissions(scratch.at("doorward.toml"), std::filesystem::perms(0640));
  const auto ran = run_program({"check"});
  BOOST_TEST(ran.code == 0, ran.output);  // nothing was counted yet
  BOOST_TEST(run_program({"courier", "--once"}).code == 0);
  const auto again = run_program({"check"});
  BOOST_TEST(again.code == 1);
  BOOST_TEST(says(again, "FAULT  usage"), again.output);
  BOOST_TEST(!says(again, "hunter2"));
}

BOOST_AUTO_TEST_SUITE_END()
