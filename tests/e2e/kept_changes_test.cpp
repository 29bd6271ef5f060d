// What happens to kept connections, and to the requests on them, when workers come and go.
#include <signal.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "e2e/kept_load.h"
#include "e2e/kept_site.h"
#include "support/poll.h"

namespace {

constexpr int kClients = 16;
constexpr int kReloads = 10;
constexpr int kRetirements = 10;
constexpr int kKills = KeptSite::kWorkers;  // the first of the children are workers

long count(const std::string& text, const std::string& part) {
  long found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

void reload_behind(const Setup& setup) {
  KeptSite site(setup);
  ManyClients clients(site->url(), kClients);
  for (int i = 0; i < kReloads; ++i) {
    const auto ready = count(site->log(), "\"daemon.ready\"");
    site->daemon().send(SIGHUP);
    BOOST_REQUIRE(eventually([&] { return count(site->log(), "\"daemon.ready\"") > ready; }));
    clients.wait_for(kClients);
  }
  clients.expect_no_faults();
}

/// What was lost.
std::vector<std::string> kill_workers_under_load(KeptSite& site) {
  ManyClients clients(site->url(), kClients);
  for (int i = 0; i < kKills; ++i) {
    const auto before = site->daemon().children();
    BOOST_REQUIRE(!before.empty());
    clients.wait_for(5 * kClients);
    kill(before.front(), SIGKILL);
    BOOST_REQUIRE(eventually([&] {
      const auto now = site->daemon().children();
      return now.size() == before.size() && now.front() != before.front();
    }));
    clients.wait_for(5 * kClients);
  }
  return clients.faults();
}

void retire_behind(const Setup& setup) {
  KeptSite site(setup, {{"server.max_requests", "50"}});
  ManyClients clients(site->url(), kClients);
  while (count(site->log(), "\"child.ended\",\"role\":\"worker\"") < kRetirements) {
    clients.wait_for(kClients);
  }
  clients.expect_no_faults();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(kept_over_reloads)
BOOST_AUTO_TEST_CASE(behind_nginx_no_request_is_lost) { reload_behind(kNginxKeepalive); }
BOOST_AUTO_TEST_CASE(behind_apache_no_request_is_lost) { reload_behind(kApacheKept); }
BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(kept_over_retirements)
BOOST_AUTO_TEST_CASE(behind_nginx_no_request_is_lost) { retire_behind(kNginxKeepalive); }
BOOST_AUTO_TEST_CASE(behind_apache_no_request_is_lost) { retire_behind(kApacheKept); }
BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(kept_over_deaths)

/// nginx sends again what may be sent twice, but for a request on a connection that was new.
BOOST_AUTO_TEST_CASE(behind_nginx_the_requests_are_lost_that_may_not_be_sent_again) {
  KeptSite site(kNginxKeepalive);
  const auto lost = kill_workers_under_load(site);
  const auto posts = std::count_if(
      lost.begin(), lost.end(), [](const std::string& fault) { return fault.starts_with("POST"); });
  BOOST_TEST(static_cast<long>(lost.size()) - posts <= kKills);
  BOOST_TEST(posts <= kKills * kClients);
  site.be_asked_by_many();
}

BOOST_AUTO_TEST_CASE(behind_apache_the_requests_are_lost_that_were_with_the_worker) {
  KeptSite site(kApacheKept);
  BOOST_TEST(kill_workers_under_load(site).size() <= std::size_t(kKills * kClients));
  site.be_asked_by_many();
}

BOOST_AUTO_TEST_SUITE_END()
