// Web servers keep more connections than doorward has workers, and everybody gets an answer, and
// the right one.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <deque>

#include "e2e/kept_load.h"
#include "e2e/kept_site.h"
#include "support/poll.h"

namespace {

/// One request after the other on connections that are there, and on no new one. The first request
/// may open one: each process of Apache has connections of its own.
void expect_to_be_reused(const KeptSite& site, const std::string& url) {
  HttpClient client(url);
  BOOST_TEST(client.get("/health").status == 200);
  const auto kept = site.connections();
  for (int i = 0; i < 50; ++i) BOOST_TEST(client.get("/health").status == 200);
  const auto left = site.connections();
  BOOST_TEST(left.size() > KeptSite::kWorkers);
  BOOST_TEST(std::includes(kept.begin(), kept.end(), left.begin(), left.end()));
}

void answer_everybody_on_kept_connections(const Setup& setup) {
  KeptSite site(setup);
  site.be_asked_by_many();
  expect_to_be_reused(site, site->url());
}

void have_time_for_others(const Setup& setup, const Setup& others) {
  KeptSite site(setup);
  site.be_asked_by_many();
  BOOST_REQUIRE(site.connections().size() > KeptSite::kWorkers);
  const SecondWebServer other(*site, others);
  BOOST_TEST(HttpClient(other.url()).get("/health").status == 200);
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != text.npos;
}

/// Bodies that are sent by halves hold up no worker, whether or not the web server waits for the
/// whole. If it does not, doorward may have lost its patience before they are finished.
void have_slow_clients(const Setup& setup) {
  KeptSite site(setup);
  std::deque<SlowClient> slow;
  for (std::size_t i = 0; i < 64; ++i) {
    slow.emplace_back(site->url(), "/password/forgotten", "email=slow" + std::to_string(i));
  }
  site.be_asked_by_many();
  for (std::size_t i = 0; i < slow.size(); ++i) {
    const auto answer = slow[i].finish();
    BOOST_TEST((contains(answer, "value=\"slow" + std::to_string(i) + '"') ||
                answer.starts_with("HTTP/1.1 408 ")));
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(kept_by_nginx)

BOOST_AUTO_TEST_CASE(everybody_gets_their_own_answer_on_connections_that_are_kept) {
  answer_everybody_on_kept_connections(kNginxKeepalive);
}

BOOST_AUTO_TEST_CASE(idle_ones_hold_up_no_new_one) {
  have_time_for_others(kNginxKeepalive, kNginx);
}

BOOST_AUTO_TEST_CASE(slow_clients_hold_up_nobody) { have_slow_clients(kNginxKeepalive); }

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(kept_by_apache)

BOOST_AUTO_TEST_CASE(everybody_gets_their_own_answer_on_connections_that_are_kept) {
  answer_everybody_on_kept_connections(kApacheKept);
}

BOOST_AUTO_TEST_CASE(idle_ones_hold_up_no_new_one) {
  have_time_for_others(kApacheKept, kApacheProxyFcgi);
}

BOOST_AUTO_TEST_CASE(slow_clients_hold_up_nobody) { have_slow_clients(kApacheKept); }

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(new_by_apache)

BOOST_AUTO_TEST_CASE(slow_clients_hold_up_nobody) { have_slow_clients(kApacheProxyFcgi); }

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(lighttpd_keeps_none)

BOOST_AUTO_TEST_CASE(everybody_gets_their_own_answer_on_a_connection_of_its_own) {
  KeptSite site(kLighttpdSocket);
  site.be_asked_by_many();
  BOOST_TEST(eventually([&] { return site.connections().empty(); }));
}

BOOST_AUTO_TEST_CASE(slow_clients_hold_up_nobody) { have_slow_clients(kLighttpdSocket); }

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(kept_by_two)

BOOST_AUTO_TEST_CASE(two_web_servers_keep_connections_to_one_doorward) {
  KeptSite site(kNginxKeepalive);
  const SecondWebServer apache(*site, kApacheKept);
  ManyClients of_apache(apache.url(), 16);
  site.be_asked_by_many();
  of_apache.wait_for(160);
  of_apache.expect_no_faults();
  for (const auto& url : {site->url(), apache.url()}) expect_to_be_reused(site, url);
}

BOOST_AUTO_TEST_SUITE_END()
