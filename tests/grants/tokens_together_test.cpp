// Many at once, each a process of its own: all that they share is the database.
#include <boost/test/unit_test.hpp>

#include <atomic>

#include "crypto/hash_slots.h"
#include "desk.h"
#include "store/accounts.h"
#include "store/backends.h"
#include "store/grants.h"
#include "support/refusals.h"
#include "support/shared_memory.h"

namespace {

constexpr int kTabs = 20;

/// One process's part of the service.
struct Host {
  Host(const std::string& url, const std::string& slots_file)
      : database({url, std::chrono::seconds{20}}, entropy, generations),
        slots(slots_file, 1, 0ms),
        context{database,  clock,  entropy,
                passwords, tokens, {generations, fingerprints, clock, std::chrono::seconds{5}}},
        gate(context, {}) {}

  FakeClock clock;
  base::SystemEntropy entropy;
  cache::Generations generations;
  crypto::Fingerprints fingerprints{entropy};
  store::Database database;
  crypto::HashSlots slots;
  crypto::HashingInPlace hashing{slots};
  crypto::Passwords passwords{{8, 1}, hashing};
  crypto::OpaqueTokens tokens{crypto::Secret({std::string(64, '5')})};
  accounts::Context context;
  accounts::AbuseGate gate;
};

/// What one of them got; its memory is shared.
struct Seen {
  std::atomic<bool> refused = false;
  std::array<char, 64> access{};
  std::array<char, 64> refresh{};
};

template <typename On>
struct Together {
  Together() {
    Host host(backend.url, slots());
    store::migrate(host.database);
    ada = base::Id::make(host.clock.now(), host.entropy);
    host.database.transaction([&](store::Session& session) {
      store::Accounts(session).insert(
          {ada, "ada", "ada", {}, {}, {}, model::AccountState::active, host.clock.now(), {}});
    });
    OAuthPeople people(host.context, host.gate, ada);
    client = people.spa;
    code = people.code_of(client, "keys:read");
  }

  std::string slots() const { return files.at("slots"); }

  grants::Issued redeem(OAuthServer& server) {
    return server.ask_by_code(client, code, from("192.0.2.1"));
  }

  /// In this process.
  template <typename Work>
  auto here(Work work) {
    Host host(backend.url, slots());
    OAuthServer server(host.context, host.gate);
    return work(server);
  }

  /// In all of them at once; each waits until all are there.
  template <typename Work>
  void at_once(Work work) {
    Shared<std::atomic<int>> ready;
    std::vector<Forked> tabs;
    for (int number = 0; number < kTabs; ++number) {
      tabs.emplace_back([&, number] {
        return here([&](OAuthServer& server) {
          server.context.database.ping();
          ++*ready;
          while (*ready < kTabs) std::this_thread::yield();
          auto& mine = (*seen)[static_cast<std::size_t>(number)];
          const auto error = refusal_of([&] { note(mine, work(server)); });
          if (error && error->subject() != "invalid_grant") return 1;
          mine.refused = error.has_value();
          return 0;
        });
      });
    }
    for (auto& tab : tabs) BOOST_TEST(tab.wait() == 0);
  }

  static void note(Seen& seen, const grants::Issued& issued) {
    issued.access_token.copy(seen.access.data(), seen.access.size() - 1);
    issued.refresh_token.copy(seen.refresh.data(), seen.refresh.size() - 1);
  }

  long count(const char* sql) {
    return here([&](OAuthServer& server) {
             return server.context.database.read([&](store::Session& session) {
               return session.statement(sql).template value<long>();
             });
           })
        .value();
  }

  On backend;
  Scratch files;
  base::Id ada;
  model::Client client;
  std::string code;
  Shared<std::array<Seen, kTabs>> seen;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(tokens_together)

BOOST_AUTO_TEST_CASE_TEMPLATE(twenty_tabs_that_refresh_at_once_get_the_same_pair, On, Backends) {
  Together<On> desk;
  const auto first = desk.here([&](OAuthServer& server) { return desk.redeem(server); });
  desk.at_once([&](OAuthServer& server) {
    return server.ask_by_refresh_token(desk.client, first.refresh_token, from("192.0.2.1"));
  });
  for (const auto& tab : *desk.seen) {
    BOOST_TEST(!tab.refused);
    BOOST_TEST((tab.access == desk.seen->front().access));
    BOOST_TEST((tab.refresh == desk.seen->front().refresh));
  }
  BOOST_TEST(desk.count("select count(*) from refresh_tokens") == 2);
  BOOST_TEST(desk.count("select count(*) from access_tokens") == 2);
  const std::string next(desk.seen->front().refresh.data());
  desk.here([&](OAuthServer& server) {
    return server.ask_by_refresh_token(desk.client, next, from("192.0.2.1"));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_twenty_who_redeem_a_code_at_once_one_gets_tokens_that_then_end, On,
                              Backends) {
  Together<On> desk;
  desk.at_once([&](OAuthServer& server) { return desk.redeem(server); });
  const auto winners = std::count_if(desk.seen->begin(), desk.seen->end(),
                                     [](const Seen& tab) { return !tab.refused; });
  BOOST_TEST(winners == 1);
  BOOST_TEST(desk.count("select count(*) from grants") == 0);
  BOOST_TEST(desk.count("select count(*) from access_tokens") == 0);
  BOOST_TEST(desk.count("select count(*) from refresh_tokens") == 0);
  BOOST_TEST(
      desk.count("select count(*) from audit_entries where event like 'oauth_grant-ended'") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
