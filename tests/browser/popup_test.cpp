// A client that signs people in by a window of its own, see popup.mjs.
#include <boost/test/unit_test.hpp>
#include <regex>

#include "support/site.h"

BOOST_AUTO_TEST_SUITE(browser_popup)

BOOST_AUTO_TEST_CASE(a_window_reports_back_to_the_client_that_opened_it_however_long_the_request) {
  Site site(kNginx, {{"public_url", "\"{url}\""}});
  const auto port = std::to_string(free_port());
  BOOST_REQUIRE(site.command({"client", "add", "--name", "Popper", "--redirect-uri",
                              "http://127.0.0.1:" + port + "/callback"}) == 0);
  const auto printed = read_file(site.scratch().at("output.log"));
  std::smatch match;
  BOOST_REQUIRE_MESSAGE(std::regex_search(printed, match, std::regex("\\b[0-9a-f]{16}\\b")),
                        printed);
  const auto log = site.scratch().at("popup.log");
  const auto code = run({.arguments = {"node", DOORWARD_POPUP, site.url(), match[0].str(),
                                       site.scratch().at("data/mail"), port},
                         .environment = {{"HOME", site.scratch().path().string()}},
                         .log = log,
                         .as_nobody = false},
                        std::chrono::seconds(180));
  BOOST_TEST(code == 0, read_file(log));
}

BOOST_AUTO_TEST_SUITE_END()
