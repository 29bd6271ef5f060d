#include <signal.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <future>
#include <numeric>

#include "e2e/load.h"
#include "support/poll.h"

namespace {

constexpr int kReloads = 100;
constexpr int kKills = 20;
constexpr int kClients = 4;

int sum(const std::map<int, int>& failures) {
  return std::accumulate(failures.begin(), failures.end(), 0,
                         [](int all, const auto& failure) { return all + failure.second; });
}

std::string listed(const std::map<int, int>& failures) {
  std::string text;
  for (const auto& [status, count] : failures) {
    text += std::to_string(count) + " times " + std::to_string(status) + ", ";
  }
  return text;
}

long count(const std::string& text, const std::string& part) {
  long found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

long times_ready(const Site& site) { return count(site.log(), "\"daemon.ready\""); }

void reload(Site& site) {
  const auto before = times_ready(site);
  site.daemon().send(SIGHUP);
  BOOST_REQUIRE(eventually([&] { return times_ready(site) > before; }));
}

/// KiB of memory that a process has.
long resident(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/status");
  for (std::string word; file >> word;) {
    if (word == "VmRSS:") {
      long size = 0;
      file >> size;
      return size;
    }
  }
  return 0;
}

void reload_under_load(const Setup& setup) {
  Site site(setup, {{"log.level", "\"info\""}});
  Load load(site, kClients, {"GET", "/health"});
  for (int i = 0; i < kReloads; ++i) {
    reload(site);
    load.wait_for(kClients);
  }
  const auto failures = load.failures();
  BOOST_TEST_CONTEXT(listed(failures)) { BOOST_TEST(failures.empty()); }
}

void kill_workers_under_load(const Setup& setup) {
  Site site(setup);
  Load load(site, kClients, {"GET", "/health"});
  for (int i = 0; i < kKills; ++i) {
    const auto before = site.daemon().children();
    BOOST_REQUIRE(!before.empty());
    kill(before.front(), SIGKILL);
    load.wait_for(10);
    BOOST_REQUIRE(eventually([&] {
      const auto now = site.daemon().children();
      return now.size() == before.size() && now.front() != before.front();
    }));
  }
  const auto failures = load.failures();
  BOOST_TEST_CONTEXT(listed(failures)) { BOOST_TEST(sum(failures) <= kKills); }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reloading)

BOOST_AUTO_TEST_CASE(a_hundred_reloads_cost_no_request_on_new_connections) {
  reload_under_load(kNginx);
}

BOOST_AUTO_TEST_CASE(a_hundred_reloads_cost_no_request_on_kept_connections) {
  reload_under_load(kNginxKeepalive);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(dying)

BOOST_AUTO_TEST_CASE(a_killed_worker_costs_at_most_its_own_request_on_new_connections) {
  kill_workers_under_load(kNginx);
}

BOOST_AUTO_TEST_CASE(a_killed_worker_costs_at_most_its_own_request_on_kept_connections) {
  kill_workers_under_load(kNginxKeepalive);
}

BOOST_AUTO_TEST_CASE(the_workers_of_a_killed_master_end_and_the_next_one_takes_over) {
  Site site(kNginx);
  auto client = site.client();
  const auto workers = site.daemon().children();
  site.daemon().send(SIGKILL);
  BOOST_REQUIRE(site.daemon().wait());
  for (const auto worker : workers) {
    BOOST_TEST(eventually([&] { return kill(worker, 0) != 0; }));
  }
  site.start_daemon();
  BOOST_TEST(eventually([&] { return client.get("/health").status == 200; }));
}

BOOST_AUTO_TEST_CASE(a_graceful_stop_finishes_what_is_in_flight) {
  Site site(kNginx, {{"passwords.memory_kib", "131072"}, {"passwords.passes", "8"}});
  auto answer = std::async(std::launch::async, [&site] {
    return site.client().json(
        "POST", "/account/register",
        R"({"username":"slow","password":"long","email":"slow@example.org"})");
  });
  BOOST_REQUIRE(eventually([&] {  // until a worker is hashing
    const auto workers = site.daemon().children();
    return std::any_of(workers.begin(), workers.end(),
                       [](pid_t worker) { return resident(worker) > 131072; });
  }));
  BOOST_TEST(site.daemon().stop().value_or(-1) == 0);
  BOOST_TEST(answer.get().status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
