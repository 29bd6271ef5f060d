// A real browser on what quickstart has left running, see first_sight.mjs.
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <regex>

#include "support/places.h"
#include "support/poll.h"
#include "support/process.h"
#include "support/scratch.h"

namespace {

/// quickstart, which stays up; and where the front page is that it has named.
struct Quickstart {
  explicit Quickstart(const std::string& server)
      : process({.arguments = {source_path("deploy/quickstart"), "--server", server},
                 .environment = {{"DOORWARD_BINARY", program_path()}},
                 .log = scratch.at("output.log"),
                 .as_nobody = false}) {
    static const std::regex line(R"(the front page +(http://\S+)/\n)");
    std::smatch match;
    std::string output;
    eventually(
        [&] {
          output = read_file(scratch.at("output.log"));
          return !process.running() || std::regex_search(output, match, line);
        },
        std::chrono::seconds(60));
    BOOST_REQUIRE_MESSAGE(!match.empty(), output);
    url = match[1];
    BOOST_TEST(output.find("the mails, caught    " + url + "/mails\n") != output.npos);
    BOOST_TEST(output.find("create an account    " + url + "/sign-up\n") != output.npos);
  }

  Scratch scratch;
  Process process;
  std::string url;
};

void look_behind(const std::string& server) {
  const Quickstart quickstart(server);
  const auto log = quickstart.scratch.at("walk.log");
  const char* const wanted = std::getenv("WALK_PICTURES");
  const auto shots = wanted == nullptr ? quickstart.scratch.at("pictures") : wanted;
  const auto code = run({.arguments = {"node", DOORWARD_FIRST_SIGHT, quickstart.url, shots},
                         .environment = {{"HOME", quickstart.scratch.path().string()}},
                         .log = log,
                         .as_nobody = false},
                        std::chrono::seconds(180));
  BOOST_TEST(code == 0, server << "\n" << read_file(log));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(first_sight)

BOOST_AUTO_TEST_CASE(what_quickstart_names_leads_to_a_signed_in_front_page_behind_lighttpd) {
  look_behind("lighttpd");
}

BOOST_AUTO_TEST_CASE(what_quickstart_names_leads_to_a_signed_in_front_page_behind_nginx) {
  look_behind("nginx");
}

BOOST_AUTO_TEST_CASE(what_quickstart_names_leads_to_a_signed_in_front_page_behind_apache) {
  look_behind("apache");
}

BOOST_AUTO_TEST_SUITE_END()
