#include <boost/test/unit_test.hpp>
#include <iterator>
#include <regex>

#include "support/mariadb.h"
#include "support/places.h"
#include "support/process.h"
#include "support/scratch.h"

namespace {

/// Its exit code. It does not run as nobody, but what it starts does.
int quickstart(const Scratch& scratch, std::vector<std::string> options) {
  options.insert(options.begin(), source_path("deploy/quickstart"));
  return run({.arguments = options,
              .environment = {{"DOORWARD_BINARY", program_path()}},
              .log = scratch.at("output.log"),
              .as_nobody = false});
}

bool every_step_was_right(const Scratch& scratch) {
  const auto output = read_file(scratch.at("output.log"));
  const bool right = output.find("Every step answered as documented.") != std::string::npos;
  if (!right) BOOST_TEST_MESSAGE(output);
  return right;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(quickstarting)

BOOST_AUTO_TEST_CASE(the_main_job_runs_behind_each_web_server) {
  for (const auto* server : {"lighttpd", "nginx", "apache"}) {
    const Scratch scratch;
    BOOST_TEST(quickstart(scratch, {"--once", "--server", server}) == 0);
    BOOST_TEST(every_step_was_right(scratch));
  }
}

BOOST_AUTO_TEST_CASE(the_main_job_runs_on_mariadb) {
  MariaDb mariadb;
  const Scratch scratch;
  BOOST_TEST(quickstart(scratch, {"--once", "--database", mariadb.new_database()}) == 0);
  BOOST_TEST(every_step_was_right(scratch));
}

BOOST_AUTO_TEST_CASE(a_directory_that_was_named_is_kept_and_used_again) {
  const Scratch scratch;
  BOOST_TEST(quickstart(scratch, {"--once", "--dir", scratch.at("mine")}) == 0);
  BOOST_TEST(std::filesystem::exists(scratch.at("mine/data/doorward.db")));
  BOOST_TEST(quickstart(scratch, {"--once", "--dir", scratch.at("mine")}) == 0);
}

BOOST_AUTO_TEST_CASE(debug_prints_how_to_attach_to_its_one_worker) {
  const Scratch scratch;
  BOOST_TEST(quickstart(scratch, {"--debug", "--once", "--dir", scratch.at("mine")}) == 0);
  const auto log = read_file(scratch.at("mine/doorward.log"));
  const std::regex started(R"re("child.started","role":"worker","pid":([0-9]+))re");
  const std::sregex_iterator workers(log.begin(), log.end(), started);
  BOOST_REQUIRE(std::distance(workers, {}) == 1);
  const auto output = read_file(scratch.at("output.log"));
  BOOST_TEST(output.find("gdb -p " + (*workers)[1].str() + " ") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(wrong_usage_is_told_before_anything_happens) {
  const Scratch scratch;
  scratch.write("file", "somebody else's");
  BOOST_TEST(quickstart(scratch, {"--server", "iis"}) == 2);
  BOOST_TEST(quickstart(scratch, {"--port"}) == 2);
  BOOST_TEST(quickstart(scratch, {"--port", "http"}) == 2);
  BOOST_TEST(quickstart(scratch, {"--sever", "nginx"}) == 2);
  BOOST_TEST(quickstart(scratch, {"--dir", scratch.path().string()}) == 2);
  BOOST_TEST(read_file(scratch.at("file")) == "somebody else's");
  BOOST_TEST(quickstart(scratch, {"--help"}) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
