// What workers remember of tokens is never out of date: once a change is acknowledged, no worker
// answers by what was true before it, under load and every time.
#include <boost/test/unit_test.hpp>
#include <latch>
#include <thread>

#include "e2e/load.h"
#include "e2e/people.h"
#include "support/mariadb.h"
#include "support/poll.h"

namespace {

constexpr int kTimes = 25;
constexpr int kClients = 8;

HttpClient::Ask validation(const std::string& token) {
  return {
      .method = "GET", .path = "/oauth2/validate", .headers = {"Authorization: Bearer " + token}};
}

/// A site of several workers, ada, and clients that have a token of hers validated without end by
/// all of them.
template <typename Database>
struct Busy {
  Busy()
      : site(kNginxKeepalive,
             {{"database.url", Database::url()}, {"server.workers", "4"}, {"server.cache", "60"}}),
        client(add_client(site.scratch(), {"--name", "Tool", "--grant", "password"})),
        ada(register_person(site, "ada")),
        steady(tokens_of(site, client, ada, "profile").access),
        load(site, 2, validation(steady)) {}

  /// How many of many who ask at the same moment get this status.
  int with_status(int status, const std::string& token) const {
    std::atomic<int> found = 0;
    std::latch start(kClients);
    std::vector<std::thread> threads;
    for (int i = 0; i < kClients; ++i) {
      threads.emplace_back([&] {
        start.arrive_and_wait();
        auto client_of_its_own = site.client();
        if (client_of_its_own.send(validation(token)).status == status) ++found;
      });
    }
    for (auto& thread : threads) thread.join();
    return found;
  }
  /// A token that all workers are likely to know.
  std::string known_token() const {
    auto token = tokens_of(site, client, ada, "profile").access;
    BOOST_TEST_REQUIRE(with_status(200, token) == kClients);
    return token;
  }

  Site site;
  OAuthClient client;
  Person ada;
  std::string steady;
  Load load;
};

struct OnSqlite {
  static std::string url() { return "\"\""; }
};
struct OnMariaDb {
  static std::string url() { return '"' + shared_mariadb().new_database() + '"'; }
};

template <typename Database>
void revoke_again_and_again() {
  Busy<Database> busy;
  for (int time = 0; time < kTimes; ++time) {
    const auto token = busy.known_token();
    revoke(busy.site, busy.client, token);
    BOOST_TEST(busy.with_status(401, token) == kClients);
  }
  BOOST_TEST(busy.load.failures().empty());
}

template <typename Database>
void block_again_and_again() {
  Busy<Database> busy;
  busy.load.failures();  // its token ends with the others
  for (int time = 0; time < 5; ++time) {
    const auto token = busy.known_token();
    BOOST_TEST(busy.site.command({"account", "block", "ada"}) == 0);
    BOOST_TEST(busy.with_status(401, token) == kClients);
    BOOST_TEST(busy.site.command({"account", "unblock", "ada"}) == 0);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(remembered_sqlite)

BOOST_AUTO_TEST_CASE(a_revoked_token_is_refused_by_every_worker_from_the_next_request) {
  revoke_again_and_again<OnSqlite>();
}

BOOST_AUTO_TEST_CASE(whom_the_command_line_blocks_is_refused_by_every_worker_at_once) {
  block_again_and_again<OnSqlite>();
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(remembered_mariadb)

BOOST_AUTO_TEST_CASE(a_revoked_token_is_refused_by_every_worker_from_the_next_request) {
  revoke_again_and_again<OnMariaDb>();
}

BOOST_AUTO_TEST_CASE(whom_the_command_line_blocks_is_refused_by_every_worker_at_once) {
  block_again_and_again<OnMariaDb>();
}

BOOST_AUTO_TEST_SUITE_END()
