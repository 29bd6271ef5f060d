#include "accounts/issuers/upstream_keys.h"

#include <boost/test/unit_test.hpp>
#include <functional>
#include <optional>

#include "store/key_sets.h"
#include "support/fake_issuer.h"
#include "support/forked.h"
#include "support/refusals.h"
#include "support/test_world.h"

using namespace std::chrono_literals;

namespace {

constexpr auto kUrl = "https://issuer.example/keys";

struct Provider : TestWorld {
  accounts::UpstreamKeys worker() {
    return {database, clock, [this](const auto&) { return issuer.publish(); }, {.url = kUrl}};
  }
  FakeIssuer issuer;
};

bool knows_newest(accounts::UpstreamKeys& keys, const FakeIssuer& issuer) {
  const auto published = crypto::KeySet::from_jwks(issuer.jwks());
  return !keys.current().candidates(published.keys.back().kid()).empty();
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(upstream_keys, Provider)

BOOST_AUTO_TEST_CASE(what_one_process_has_fetched_serves_all_of_them) {
  auto first = worker();
  BOOST_TEST(first.current().keys.empty());
  BOOST_TEST(first.fetch());
  BOOST_TEST(knows_newest(first, issuer));
  auto second = worker();
  BOOST_TEST(knows_newest(second, issuer));
  BOOST_TEST(issuer.fetches == 1);
}

BOOST_AUTO_TEST_CASE(there_is_one_attempt_in_a_cooldown_whoever_makes_it) {
  auto first = worker();
  auto second = worker();
  issuer.down = true;
  BOOST_TEST(!first.fetch());
  for (int i = 0; i < 100; ++i) {
    BOOST_TEST(!first.fetch());
    BOOST_TEST(!second.fetch());
  }
  BOOST_TEST(issuer.fetches == 1);
  clock.advance(30s - 1ms);
  BOOST_TEST(!second.fetch());
  BOOST_TEST(issuer.fetches == 1);
  clock.advance(1ms);
  issuer.down = false;
  BOOST_TEST(second.fetch());
  BOOST_TEST(issuer.fetches == 2);
}

BOOST_AUTO_TEST_CASE(requests_that_need_keys_while_they_are_fetched_share_the_fetch) {
  std::optional<accounts::UpstreamKeys> keys;
  bool waited = false;
  bool shared = false;
  // One who waits while others are at work: here for as long as the first fetch takes.
  struct Meanwhile : base::Waiting {
    bool until_readable(int descriptor, std::chrono::milliseconds) override {
      BOOST_TEST(!base::in_place().until_readable(descriptor, 0ms));
      deliver();
      return true;
    }
    std::function<void()> deliver;
  } meanwhile;
  const auto source = [&](const auto&) {
    if (waited) throw base::Error(base::ErrorCode::internal, {}, {"a second fetch"});
    BOOST_TEST(keys->current().keys.empty());  // the others go on with what there is
    meanwhile.deliver = [&] { waited = true; };
    shared = !keys->fetch();  // nothing new has come while it waited
    return issuer.publish();
  };
  keys.emplace(database, clock, source, accounts::UpstreamKeys::Settings{.url = kUrl}, meanwhile);
  BOOST_TEST(keys->fetch());
  BOOST_TEST(waited);
  BOOST_TEST(shared);
  BOOST_TEST(issuer.fetches == 1);
  BOOST_TEST(knows_newest(*keys, issuer));
}

BOOST_AUTO_TEST_CASE(a_clock_that_was_set_back_a_day_stops_nobody) {
  auto keys = worker();
  keys.fetch();
  clock.advance(-24h);
  BOOST_TEST(keys.fetch());
  BOOST_TEST(knows_newest(keys, issuer));
}

BOOST_AUTO_TEST_CASE(a_process_sees_within_seconds_what_another_one_has_fetched) {
  auto old = worker();
  old.fetch();
  issuer.rotate();
  clock.advance(30s);
  auto other = worker();
  BOOST_TEST(other.fetch());
  BOOST_TEST(!other.reload());
  BOOST_TEST(old.reload());
  BOOST_TEST(knows_newest(old, issuer));
  BOOST_TEST(!old.reload());

  issuer.rotate();
  clock.advance(30s);
  BOOST_TEST(other.fetch());
  clock.advance(5s);
  BOOST_TEST(knows_newest(old, issuer));
}

BOOST_AUTO_TEST_CASE(while_the_provider_is_down_its_keys_serve_for_a_day) {
  auto keys = worker();
  keys.fetch();
  issuer.down = true;
  for (int hour = 0; hour < 23; ++hour) {
    clock.advance(1h);
    keys.refresh();
    BOOST_TEST(knows_newest(keys, issuer));
  }
  clock.advance(1h - 1ms);
  BOOST_TEST(knows_newest(keys, issuer));
  clock.advance(1ms);
  BOOST_TEST(keys.current().keys.empty());
  auto fresh = worker();
  BOOST_TEST(fresh.current().keys.empty());
  issuer.down = false;
  clock.advance(30s);
  BOOST_TEST(fresh.fetch());
  clock.advance(5s);
  BOOST_TEST(knows_newest(keys, issuer));
}

BOOST_AUTO_TEST_CASE(what_is_no_key_set_of_use_never_replaces_one) {
  auto keys = worker();
  keys.fetch();
  for (const std::string answer :
       {"<!doctype html><title>404</title>", "{}", R"({"keys":[]})", R"({"keys":{}})", "[]", "null",
        R"({"keys":[{"kty":"oct","k":"c2VjcmV0"}]})", R"({"keys":[{"kty":"EC","crv":"P-256"}]})"}) {
    issuer.answer = answer;
    clock.advance(30s);
    BOOST_TEST(!keys.fetch(), answer);
    BOOST_TEST(knows_newest(keys, issuer), answer);
    auto fresh = worker();
    BOOST_TEST(knows_newest(fresh, issuer), answer);
  }
}

BOOST_AUTO_TEST_CASE(the_courier_fetches_at_once_and_then_when_they_have_their_age) {
  auto courier = worker();
  courier.refresh();
  BOOST_TEST(issuer.fetches == 1);
  clock.advance(10min - 1ms);
  courier.refresh();
  BOOST_TEST(issuer.fetches == 1);
  clock.advance(1ms);
  courier.refresh();
  BOOST_TEST(issuer.fetches == 2);
}

BOOST_AUTO_TEST_CASE(a_key_that_is_not_published_any_more_is_gone_with_the_next_refresh) {
  auto keys = worker();
  keys.fetch();
  const auto gone = keys.current().keys.front().kid();
  issuer.rotate();
  issuer.forget_older();
  clock.advance(10min);
  keys.refresh();
  BOOST_TEST(keys.current().candidates(gone).empty());
  BOOST_TEST(knows_newest(keys, issuer));
}

BOOST_AUTO_TEST_CASE(without_a_provider_nothing_is_ever_asked) {
  accounts::UpstreamKeys keys(database, clock, [this](const auto&) { return issuer.publish(); },
                              {});
  BOOST_TEST(!keys.has_provider());
  BOOST_TEST(keys.current().keys.empty());
  BOOST_TEST(!keys.reload());
  BOOST_TEST(!keys.fetch());
  keys.refresh();
  BOOST_TEST(issuer.fetches == 0);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(upstream_keys_together)

BOOST_AUTO_TEST_CASE(of_eight_processes_that_fetch_at_once_one_does) {
  const TempDirectory directory;
  { const TestWorld migrated({.directory = directory.path()}); }
  std::vector<Forked> processes;
  for (int number = 0; number < 8; ++number) {
    processes.emplace_back([&directory] {
      TestWorld world({.directory = directory.path()});
      FakeIssuer issuer;
      accounts::UpstreamKeys keys(world.database, world.clock,
                                  [&](const auto&) { return issuer.publish(); }, {.url = kUrl});
      for (int i = 0; i < 20; ++i) keys.fetch();
      return issuer.fetches;
    });
  }
  int fetches = 0;
  for (auto& process : processes) fetches += process.wait();
  BOOST_TEST(fetches == 1);
}

BOOST_AUTO_TEST_SUITE_END()
