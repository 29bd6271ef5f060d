// Several people at once add OpenPGP keys that are as costly to read as possible: nobody else
// waits.
#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <thread>

#include "e2e/people.h"
#include "json/json.h"
#include "openpgp/made_key.h"

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr int kWorkers = 3;
constexpr int kHostile = 2 * kWorkers;
constexpr int kKeysOfEach = 4;

/// The largest that is taken, with as many signatures as a body has room for: all of them begin
/// right, and none is.
std::string dear_key() {
  return made_key({"--bits", "8192", "--user-ids", "4", "--wrong", "8", "--unsigned"});
}

/// What somebody with a token is told of one key after the other.
std::vector<Answer> add(const Site& site, const std::string& token, const std::string& key) {
  auto client = site.client();
  const auto body = json::dump(json::Value{{"pgp-key", key}});
  std::vector<Answer> answers;
  for (int i = 0; i < kKeysOfEach; ++i) {
    answers.push_back(client.json("POST", "/api/user/pgp-keys", body, token));
  }
  return answers;
}

/// How long each question took that was asked until the work had ended.
struct Waits {
  std::vector<SteadyClock::duration> all;
  int failures = 0;

  SteadyClock::duration longest() const { return *std::max_element(all.begin(), all.end()); }
};

Waits ask_meanwhile(const Site& site, const std::atomic<int>& at_work) {
  auto client = site.client();
  Waits waits;
  do {
    const auto begin = SteadyClock::now();
    if (client.get("/health").status != 200) ++waits.failures;
    waits.all.push_back(SteadyClock::now() - begin);
  } while (at_work > 0);
  return waits;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(hostile_keys)

BOOST_AUTO_TEST_CASE(health_answers_while_several_add_keys_that_are_dear_to_read) {
  const Site site(kNginx, {{"server.workers", std::to_string(kWorkers)}});
  const auto app =
      add_client(site.scratch(), {"--name", "App", "--grant", "password", "--scope", "keys:write"});
  const auto key = dear_key();
  std::vector<std::string> tokens;
  for (int i = 0; i < kHostile; ++i) {
    const auto person = register_person(site, "eve" + std::to_string(i));
    tokens.push_back(tokens_of(site, app, person, "keys:write").access);
  }
  std::atomic<int> at_work = kHostile;
  std::vector<std::vector<Answer>> told(tokens.size());
  std::vector<std::thread> hostile;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    hostile.emplace_back([&, i] {
      told[i] = add(site, tokens[i], key);
      --at_work;
    });
  }
  const auto waits = ask_meanwhile(site, at_work);
  for (auto& each : hostile) each.join();
  BOOST_TEST(waits.failures == 0);
  BOOST_TEST((waits.longest() < std::chrono::seconds(5)));
  BOOST_TEST(waits.all.size() > static_cast<std::size_t>(kHostile));
  int read = 0;
  for (const auto& answers : told) {
    for (const auto& answer : answers) {
      const bool in_vain = answer.status == 400;
      const bool too_many = answer.status == 429 || answer.status == 503;
      BOOST_TEST((in_vain || too_many), answer.status << " " << answer.body);
      if (in_vain) ++read;
    }
  }
  BOOST_TEST(read > 0);
}

BOOST_AUTO_TEST_SUITE_END()
