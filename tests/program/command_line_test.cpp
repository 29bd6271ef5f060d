#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <regex>
#include <sstream>

#include "program/program.h"

namespace {

const std::vector<std::string> kCommands{"serve",  "courier", "migrate", "check",
                                         "routes", "account", "outbox",  "version"};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(command_lines, Program)

BOOST_AUTO_TEST_CASE(help_lists_every_command_and_succeeds) {
  for (const auto* word : {"help", "--help", "-h"}) {
    const auto ran = run_program({word});
    BOOST_TEST(ran.code == 0);
    for (const auto& command : kCommands) BOOST_TEST(says(ran, "  " + command + " "), command);
  }
}

BOOST_DATA_TEST_CASE_F(Program, every_command_tells_its_usage_and_makes_nothing, kCommands,
                       command) {
  const auto ran = run_program({command, "--help"});
  BOOST_TEST(ran.code == 0);
  BOOST_TEST(says(ran, "usage: doorward " + command));
  BOOST_TEST(run_program({"help", command}).output == ran.output);
  if (command != "version") BOOST_TEST(says(ran, "Exit codes: 0"));
  BOOST_TEST(!std::filesystem::exists(scratch.at("doorward")));
}

// CGI starts a process for each request, and librnp takes 6 ms to load, libcurl 4 ms.
BOOST_AUTO_TEST_CASE(no_process_loads_at_its_start_what_few_need) {
  const auto ran = run_shell("ldd \"$0\"");
  BOOST_TEST(says(ran, "libc.so"));
  BOOST_TEST(!says(ran, "librnp"));
  BOOST_TEST(!says(ran, "libcurl"));
}

BOOST_AUTO_TEST_CASE(a_slip_of_the_finger_is_told_the_nearest_command) {
  const auto ran = run_program({"chek"});
  BOOST_TEST(ran.code == 2);
  BOOST_TEST(says(ran, "there is no command 'chek'; did you mean 'check'?"));
  const auto far = run_program({"frobnicate"});
  BOOST_TEST(far.code == 2);
  BOOST_TEST(!says(far, "did you mean"));
}

BOOST_AUTO_TEST_CASE(an_unknown_option_is_told_the_nearest_one) {
  const auto ran = run_program({"courier", "--onec"});
  BOOST_TEST(ran.code == 2);
  BOOST_TEST(says(ran, "there is no option '--onec'; did you mean '--once'?"));
}

BOOST_AUTO_TEST_CASE(words_too_many_and_too_few_are_wrong_usage) {
  BOOST_TEST(run_program({"version", "now"}).code == 2);
  BOOST_TEST(run_program({"serve", "--config"}).code == 2);
  BOOST_TEST(run_program({"outbox"}).code == 2);
  BOOST_TEST(run_program({"outbox", "show"}).code == 2);
  BOOST_TEST(run_program({"outbox", "show", "not-an-id"}).code == 2);
  BOOST_TEST(says(run_program({"outbox", "lst"}), "did you mean 'list'?"));
}

BOOST_AUTO_TEST_CASE(no_command_and_no_web_server_is_wrong_usage) {
  const auto ran = run_program({});
  BOOST_TEST(ran.code == 2);
  BOOST_TEST(says(ran, "no web server has started this process"));
}

BOOST_AUTO_TEST_CASE(a_faulty_configuration_ends_every_command_that_needs_one) {
  scratch.write("doorward.toml", "[server]\nworkers = 0\nlisten = \"x\"\n");
  for (const std::string command : {"serve", "courier", "migrate", "routes"}) {
    const auto ran = run_program({command});
    BOOST_TEST(ran.code == 78, command);
    BOOST_TEST(says(ran, "doorward.toml:2: server.workers: must be from 1 to 512"));
    BOOST_TEST(says(ran, "doorward.toml:3: server.listen: must be"));
  }
  BOOST_TEST(run_program({"outbox", "list"}).code == 78);
}

BOOST_AUTO_TEST_CASE(the_file_of_the_command_line_wins) {
  scratch.write("doorward.toml", "nonsense");
  scratch.write("other.toml", "[account]\nmount = [\"/elsewhere\"]\n");
  for (const auto& words : {std::vector<std::string>{"routes", "--config", "other.toml"},
                            std::vector<std::string>{"routes", "--config=other.toml"}}) {
    const auto ran = run_program(words);
    BOOST_TEST(ran.code == 0);
    BOOST_TEST(says(ran, "/elsewhere"));
  }
  BOOST_TEST(run_program({"routes", "--config", "none.toml"}).code == 78);
}

BOOST_AUTO_TEST_CASE(version_prints_a_number) {
  for (const auto* word : {"version", "--version"}) {
    const auto ran = run_program({word});
    BOOST_TEST(ran.code == 0);
    BOOST_TEST(ran.output.starts_with("doorward "));
    BOOST_TEST(std::isdigit(static_cast<unsigned char>(ran.output.at(9))));
  }
}

BOOST_AUTO_TEST_CASE(routes_prints_a_line_for_each_and_makes_nothing) {
  const auto ran = run_program({"routes"});
  BOOST_TEST(ran.code == 0);
  for (const auto* path : {"/account/register", "/account/tokens", "/verify", "/health"}) {
    BOOST_TEST(says(ran, path), path);
  }
  BOOST_TEST(says(ran, "account_token"));
  BOOST_TEST(!std::filesystem::exists(scratch.at("doorward")));
}

BOOST_AUTO_TEST_CASE(columns_stay_apart_however_long_a_cell_is) {
  environment["DOORWARD_OAUTH_MOUNT"] = "/,a-host-with-a-long-name.example.org/and/a/long/prefix";
  const auto ran = run_program({"routes"});
  static const std::regex row(R"(\S+ {2,}\S+ {2,}[A-Z]+ {2,}/\S* {2,}\S+)");
  std::istringstream rows(ran.output);
  std::size_t count = 0;
  for (std::string line; std::getline(rows, line); ++count) {
    BOOST_TEST(std::regex_match(line, row), line);
  }
  BOOST_TEST(count > 20U);
}

BOOST_AUTO_TEST_CASE(an_output_that_cannot_be_written_is_a_failure) {
  BOOST_TEST(run_shell("$0 routes >/dev/full").code == 1);
}

BOOST_AUTO_TEST_CASE(migrate_tells_what_it_would_do_does_it_and_finds_nothing_more_to_do) {
  const auto planned = run_program({"migrate", "--dry-run"});
  BOOST_TEST(planned.code == 0);
  BOOST_TEST(says(planned, "0001_"));
  const auto done = run_program({"migrate"});
  BOOST_TEST(done.code == 0);
  BOOST_TEST(done.output == planned.output);
  BOOST_TEST(says(run_program({"migrate"}), "up to date"));
}

BOOST_AUTO_TEST_CASE(a_database_server_that_is_down_is_a_failure_without_its_password) {
  environment["DOORWARD_DATABASE_URL"] = "mysql://dw:hunter2@127.0.0.1:1/dw";
  const auto ran = run_program({"migrate"});
  BOOST_TEST(ran.code == 1);
  BOOST_TEST(!says(ran, "hunter2"));
}

BOOST_AUTO_TEST_SUITE_END()
