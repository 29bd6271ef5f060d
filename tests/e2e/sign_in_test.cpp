#include <signal.h>

#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <future>
#include <iterator>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "e2e/load.h"
#include "support/poll.h"

namespace {

const std::string kBody = R"({"username":"ada","password":"correct horse"})";

HttpClient::Ask sign_in_from(const std::string& address) {
  return {"POST",
          "/account/authenticate",
          {"Content-Type: application/json", "X-Forwarded-For: " + address},
          kBody};
}

/// A site where ada has an account, that believes its web server whom a request is from.
struct Door {
  explicit Door(const Setup& setup, Site::Settings settings = {})
      : site(setup, with_proxy(std::move(settings))) {
    auto client = site.client();
    const auto made =
        client.json("POST", "/account/register",
                    R"({"username":"ada","password":"correct horse","email":"ada@example.org"})");
    BOOST_REQUIRE_EQUAL(made.status, 200);
    const auto token = site.mailed_token("ada@example.org");
    BOOST_REQUIRE_EQUAL(
        client.json("POST", "/account/verify", R"({"token":")" + token + R"("})").status, 200);
  }

  static Site::Settings with_proxy(Site::Settings settings) {
    settings["trusted_proxies"] = R"(["127.0.0.1"])";
    return settings;
  }

  /// How many of so many sign-ins at the same moment got which status.
  std::map<int, int> at_once(int people) const {
    std::vector<std::future<int>> answers;
    for (int i = 0; i < people; ++i) {
      answers.push_back(std::async(std::launch::async, [this, i] {
        return site.client().send(sign_in_from("192.0.2." + std::to_string(i % 200))).status;
      }));
    }
    std::map<int, int> statuses;
    for (auto& answer : answers) ++statuses[answer.get()];
    return statuses;
  }

  Site site;
};

std::size_t threads_of(pid_t pid) {
  std::error_code gone;
  const std::filesystem::directory_iterator tasks("/proc/" + std::to_string(pid) + "/task", gone);
  return static_cast<std::size_t>(std::distance(begin(tasks), end(tasks)));
}

/// The one child that has threads, two of them to hash; 0: it is not there.
pid_t hasher_of(Site& site) {
  const auto children = site.daemon().children();
  const auto found = std::find_if(children.begin(), children.end(),
                                  [](pid_t child) { return threads_of(child) == 3; });
  return found == children.end() ? 0 : *found;
}

void thirty_at_once(const Setup& setup) {
  const Door door(setup, {{"passwords.memory_kib", "8192"}});
  const auto statuses = door.at_once(30);
  BOOST_TEST(statuses.size() == 1U);
  BOOST_TEST(statuses.begin()->first == 200);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(signing_in_together)

BOOST_AUTO_TEST_CASE(thirty_people_who_sign_in_at_once_are_all_let_in_behind_nginx) {
  thirty_at_once(kNginx);
}

BOOST_AUTO_TEST_CASE(thirty_people_who_sign_in_at_once_are_all_let_in_behind_apache) {
  thirty_at_once(kApacheProxyFcgi);
}

BOOST_AUTO_TEST_CASE(thirty_people_are_let_in_by_a_process_that_the_web_server_has_started) {
  thirty_at_once(kLighttpdBinPath);
}

BOOST_AUTO_TEST_CASE(a_hasher_that_is_killed_amid_sign_ins_costs_nobody_theirs) {
  Door door(kNginx, {{"passwords.slots", "2"}, {"abuse.sign_ins_per_account", "100000"}});
  Load load(door.site, 4, sign_in_from("192.0.2.1"));
  for (int i = 0; i < 5; ++i) {
    load.wait_for(20);
    const auto hasher = hasher_of(door.site);
    BOOST_REQUIRE(hasher != 0);
    kill(hasher, SIGKILL);
    BOOST_REQUIRE(eventually([&] {
      const auto next = hasher_of(door.site);
      return next != 0 && next != hasher;
    }));
  }
  load.wait_for(20);
  BOOST_TEST(load.failures().empty());
}

BOOST_AUTO_TEST_CASE(who_signs_in_once_waits_for_few_of_those_who_never_stop) {
  constexpr int kHogs = 16;
  Door door(kNginx, {{"passwords.slots", "1"},
                     {"passwords.memory_kib", "65536"},
                     {"abuse.sign_ins_per_account", "100000"}});
  Load hogs(door.site, kHogs, sign_in_from("192.0.2.1"));
  hogs.wait_for(kHogs);
  std::vector<long> waited_for;
  for (int i = 0; i < 9; ++i) {
    const auto before = hogs.answers();
    const auto answer = door.site.client().send(sign_in_from("198.51.100." + std::to_string(i)));
    BOOST_TEST(answer.status == 200);
    waited_for.push_back(hogs.answers() - before);
  }
  std::sort(waited_for.begin(), waited_for.end());
  BOOST_TEST(waited_for[4] < kHogs / 2);
  BOOST_TEST(hogs.failures().empty());
}

BOOST_AUTO_TEST_SUITE_END()
