// A real browser and a foreign OAuth2 client, see walk.mjs.
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <regex>

#include "support/guards.h"
#include "support/site.h"

namespace {

const Site::Settings kOwnAddress{{"public_url", "\"{url}\""}};

/// What `doorward client add` has printed behind a word.
std::string printed(const Site& site, const std::string& word) {
  const auto output = read_file(site.scratch().at("output.log"));
  std::smatch match;
  const std::regex line(word + R"(:?\s+(\S+))", std::regex::icase);
  BOOST_REQUIRE_MESSAGE(std::regex_search(output, match, line), output);
  return match[1];
}

/// Where pictures are kept for somebody to look at; else they go with the test.
std::string pictures(const Site& site) {
  const char* const wanted = std::getenv("WALK_PICTURES");
  return wanted == nullptr ? site.scratch().at("pictures") : wanted;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(browser_walk)

BOOST_AUTO_TEST_CASE(a_person_registers_and_lets_a_foreign_program_in_and_signs_out) {
  const Site site(kNginxGuarded, kOwnAddress);
  const auto port = std::to_string(free_port());
  BOOST_REQUIRE(site.command({"client", "add", "--name", "Analytical Engine", "--redirect-uri",
                              "http://127.0.0.1:" + port + "/callback"}) == 0);
  const auto log = site.scratch().at("walk.log");
  const auto code = run(
      {.arguments = {"node", DOORWARD_WALK, site.url(), printed(site, "id"),
                     printed(site, "secret"), site.scratch().at("data/mail"), port, pictures(site)},
       .environment = {{"HOME", site.scratch().path().string()}},
       .log = log,
       .as_nobody = false},
      std::chrono::seconds(180));
  BOOST_TEST(code == 0, read_file(log));
}

BOOST_AUTO_TEST_SUITE_END()
