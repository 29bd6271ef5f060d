// Kept connections that nobody uses for a while, and the requests that come at that very moment.
#include <boost/test/unit_test.hpp>
#include <regex>

#include "config/config.h"
#include "e2e/kept_load.h"
#include "e2e/kept_site.h"
#include "support/poll.h"

namespace {

constexpr std::chrono::seconds kSoon{15};  // well before web servers would close them by themselves

/// Seconds that a configuration of deploy/ says.
long seconds_in(const std::string& file, const std::string& pattern) {
  std::smatch match;
  const auto text = shipped(file, {});
  BOOST_REQUIRE(std::regex_search(text, match, std::regex(pattern)));
  return std::stol(match[1].str());
}

void replace_behind(const Setup& setup) {
  KeptSite site(setup, {{"server.idle_timeout", "2"}});
  site.be_asked_by_many();
  BOOST_TEST(!site.connections().empty());
  BOOST_REQUIRE(eventually([&] { return site.connections().empty(); }, kSoon));
  site.be_asked_by_many();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(kept_idle)

BOOST_AUTO_TEST_CASE(web_servers_close_them_before_doorward_does) {
  const auto doorward = config::Config{}.server.idle_timeout.count();
  BOOST_TEST(seconds_in("nginx/doorward-keepalive.conf", "keepalive_timeout ([0-9]+)s;") <
             doorward);
  BOOST_TEST(seconds_in("apache/proxy-fcgi.conf", "ttl=([0-9]+)") < doorward);
}

BOOST_AUTO_TEST_CASE(no_request_fails_around_the_moment_when_nginx_closes_them) {
  KeptSite site(nginx_keeping_for(1));
  for (int i = 0; i < 3; ++i) {
    site.be_asked_by_many();
    const auto before = site.connections().size();
    BOOST_REQUIRE(eventually([&] { return site.connections().size() < before; }, kSoon));
  }
  site.be_asked_by_many();
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(closed_by_doorward)
BOOST_AUTO_TEST_CASE(nginx_replaces_them_without_an_error) { replace_behind(kNginxKeepalive); }
BOOST_AUTO_TEST_CASE(apache_replaces_them_without_an_error) { replace_behind(kApacheKept); }
BOOST_AUTO_TEST_SUITE_END()
