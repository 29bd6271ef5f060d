#include <signal.h>
#include <sys/stat.h>

#include <boost/test/unit_test.hpp>

#include "program/program.h"
#include "support/places.h"

namespace {

unsigned mode_of(const std::string& path) {
  struct stat found {};
  return stat(path.c_str(), &found) == 0 ? found.st_mode & 0777U : 0;
}

/// With the time-outs of a test.
struct Daemon : Program {
  Daemon() { environment["DOORWARD_SERVER_WORKERS"] = "2"; }

  bool is_ready() const {
    return eventually([this] { return logged("daemon.ready"); });
  }
};

constexpr std::size_t kChildren = 4;  // two workers, a courier and a hasher

}  // namespace

BOOST_FIXTURE_TEST_SUITE(serving, Daemon)

BOOST_AUTO_TEST_CASE(without_any_configuration_it_answers_and_keeps_its_files_private) {
  Process daemon(command_of({"serve"}));
  BOOST_REQUIRE(is_ready());
  BOOST_TEST(daemon.children().size() == kChildren);
  BOOST_TEST(get("/health").find("Status: 200") != std::string::npos);
  BOOST_TEST(mode_of(scratch.at("doorward")) == 0750U);
  BOOST_TEST(mode_of(scratch.at("doorward/secret")) == 0600U);
  BOOST_TEST(mode_of(scratch.at("doorward/doorward.db")) == 0600U);
  BOOST_TEST(mode_of(scratch.at("doorward/doorward.sock")) == 0660U);
  BOOST_TEST(daemon.stop().value_or(-1) == 0);
}

BOOST_AUTO_TEST_CASE(a_second_one_on_the_same_socket_is_refused) {
  Process daemon(command_of({"serve"}));
  BOOST_REQUIRE(is_ready());
  const auto second = run_program({"serve"});
  BOOST_TEST(second.code == 1);
  BOOST_TEST(says(second, "another process listens on it"));
  BOOST_TEST(get("/health").find("Status: 200") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(hup_reads_the_configuration_again) {
  scratch.write("doorward.toml", "[account]\nmount = [\"/before\"]\n");
  Process daemon(command_of({"serve"}));
  BOOST_REQUIRE(is_ready());
  BOOST_TEST(get("/before/account/tokens").find("Status: 401") != std::string::npos);
  scratch.write("doorward.toml", "[account]\nmount = [\"/after\"]\n");
  daemon.send(SIGHUP);
  BOOST_TEST(eventually(
      [&] { return get("/after/account/tokens").find("Status: 401") != std::string::npos; }));
  BOOST_TEST(eventually([&] { return daemon.children().size() == kChildren; }));
}

BOOST_AUTO_TEST_CASE(hup_with_a_faulty_configuration_changes_nothing_and_says_why) {
  Process daemon(command_of({"serve"}));
  BOOST_REQUIRE(is_ready());
  const auto before = daemon.children();
  scratch.write("doorward.toml", "[log]\nlevel = \"loud\"\n");
  daemon.send(SIGHUP);
  BOOST_TEST(eventually([&] { return logged("daemon.reload_failed"); }));
  BOOST_TEST(logged("configuration.fault"));
  BOOST_TEST((daemon.children() == before));
  BOOST_TEST(get("/health").find("Status: 200") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_log_file_is_opened_anew_by_all_of_its_processes) {
  environment["DOORWARD_LOG_TARGET"] = "dw.log";
  Process daemon(command_of({"serve"}));
  BOOST_REQUIRE(eventually(
      [&] { return read_file(scratch.at("dw.log")).find("daemon.ready") != std::string::npos; }));
  std::filesystem::rename(scratch.at("dw.log"), scratch.at("dw.log.1"));
  daemon.send(SIGUSR1);
  BOOST_TEST(eventually([&] {
    get("/health");
    return read_file(scratch.at("dw.log")).find("\"route\":\"/health\"") != std::string::npos;
  }));
}

BOOST_AUTO_TEST_CASE(the_pid_file_names_the_master_and_is_gone_afterwards) {
  environment["DOORWARD_SERVER_PID_FILE"] = "pid";
  Process daemon(command_of({"serve"}));
  BOOST_REQUIRE(is_ready());
  BOOST_TEST(read_file(scratch.at("pid")) == std::to_string(daemon.pid()) + "\n");
  BOOST_TEST(daemon.stop().value_or(-1) == 0);
  BOOST_TEST(!std::filesystem::exists(scratch.at("pid")));
}

BOOST_AUTO_TEST_CASE(a_database_server_that_is_down_keeps_it_from_nothing_but_answering) {
  environment["DOORWARD_DATABASE_URL"] = "mysql://dw:hunter2@127.0.0.1:1/dw";
  Process daemon(command_of({"serve"}));
  BOOST_REQUIRE(is_ready());
  BOOST_TEST(logged("database.unreachable"));
  const auto answer = get("/health");
  BOOST_TEST(answer.find("Status: 503") != std::string::npos);
  BOOST_TEST(!logged("hunter2"));
  BOOST_TEST(daemon.stop().value_or(-1) == 0);
}

BOOST_AUTO_TEST_CASE(a_malformed_secret_keeps_it_from_starting) {
  scratch.make_directory("doorward");
  scratch.write("doorward/secret", "too short\n");
  const auto ran = run_program({"serve"});
  BOOST_TEST(ran.code != 0);
  BOOST_TEST(says(ran, "secret"));
}

BOOST_AUTO_TEST_CASE(a_broken_template_keeps_it_from_starting) {
  scratch.make_directory("texts");
  scratch.make_directory("texts/en");
  scratch.write("texts/en/verify.txt", "Hello {{#username");
  environment["DOORWARD_PAGES_TEMPLATES"] = "texts";
  const auto ran = run_program({"serve"});
  BOOST_TEST(ran.code != 0);
  BOOST_TEST(says(ran, "verify.txt"));
}

BOOST_AUTO_TEST_CASE(systemd_hands_it_the_socket) {
  Process daemon({.arguments = {"systemd-socket-activate", "--listen=" + scratch.at("passed.sock"),
                                "--setenv=DOORWARD_SERVER_WORKERS=1", program_path(), "serve"},
                  .directory = scratch.path().string(),
                  .log = scratch.at("daemon.log"),
                  .as_nobody = false});
  BOOST_REQUIRE(eventually([&] { return std::filesystem::exists(scratch.at("passed.sock")); }));
  BOOST_TEST(get("/health", "passed.sock").find("Status: 200") != std::string::npos);
  BOOST_TEST(!std::filesystem::exists(scratch.at("doorward/doorward.sock")));
}

BOOST_AUTO_TEST_SUITE_END()
