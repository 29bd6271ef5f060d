#include <boost/test/unit_test.hpp>
#include <regex>

#include "support/places.h"
#include "support/poll.h"
#include "support/site.h"

namespace {

/// The units as they stand there, for a program that is there, in a directory of their own.
void write_units(const Scratch& scratch) {
  scratch.write("doorward.service",
                shipped("systemd/doorward.service", {{"/usr/local/bin/doorward", program_path()}}));
  scratch.write("doorward.socket", shipped("systemd/doorward.socket", {}));
}

int analyze(const Scratch& scratch, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "systemd-analyze");
  return run({.arguments = arguments, .log = scratch.at("output.log"), .as_nobody = false});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(systemd)

BOOST_AUTO_TEST_CASE(the_units_are_right) {
  const Scratch scratch;
  write_units(scratch);
  BOOST_TEST_CONTEXT(read_file(scratch.at("output.log"))) {
    BOOST_TEST(analyze(scratch, {"verify", "--man=no", scratch.at("doorward.service"),
                                 scratch.at("doorward.socket")}) == 0);
  }
}

BOOST_AUTO_TEST_CASE(the_service_is_confined) {
  const Scratch scratch;
  write_units(scratch);
  BOOST_TEST(analyze(scratch, {"security", "--offline=yes", "--threshold=25",
                               scratch.at("doorward.service")}) == 0);
}

BOOST_AUTO_TEST_CASE(workers_may_wait_for_their_turn) {
  const auto unit = shipped("systemd/doorward.service", {});
  const auto forbidden =
      unit.find("SystemCallFilter=~@privileged @resources\n");  // and this is one
  BOOST_TEST(unit.find("SystemCallFilter=sched_setscheduler\n", forbidden) != unit.npos);
}

BOOST_AUTO_TEST_CASE(processes_may_enter_their_sandboxes) {
  const auto unit = shipped("systemd/doorward.service", {});
  for (const auto* call :
       {"seccomp", "landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self"}) {
    BOOST_TEST(std::regex_search(
                   unit, std::regex("\\nSystemCallFilter=[a-z_ ]*\\b" + std::string(call) + "\\b")),
               call);
  }
}

BOOST_AUTO_TEST_CASE(a_socket_that_is_passed_on_is_served) {
  Site site(kNginx);
  site.daemon().stop();
  const auto socket = site.scratch().at("doorward.sock");
  std::filesystem::remove(socket);
  Process activated({{"systemd-socket-activate", "-l", socket, "-E",
                      "DOORWARD_CONFIG=" + site.scratch().at("doorward.toml"),
                      site.scratch().at("bin/doorward"), "serve"},
                     {},
                     site.scratch().path(),
                     site.scratch().at("output.log")});
  auto client = site.client();
  BOOST_TEST(eventually([&] { return client.get("/health").status == 200; }));
  BOOST_TEST(activated.stop().value_or(-1) == 0);
  BOOST_TEST(std::filesystem::exists(socket));  // it is not ours to remove
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(shared_hosting)

BOOST_AUTO_TEST_CASE(the_configuration_is_right) {
  const Scratch scratch;
  scratch.make_directory("home");
  scratch.write("home/doorward.toml",
                shipped("shared-hosting/doorward.toml", {{"mail.example.org:587", ""}}));
  std::filesystem::permissions(scratch.at("home/doorward.toml"),
                               std::filesystem::perms::owner_read);
  BOOST_TEST(run({.arguments = {program_path(), "check"},
                  .environment = {{"DOORWARD_CONFIG", scratch.at("home/doorward.toml")}},
                  .log = scratch.at("output.log"),
                  .as_nobody = false}) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
