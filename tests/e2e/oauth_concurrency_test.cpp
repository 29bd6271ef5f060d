// Many requests at once to the OAuth2 server: a browser with twenty tabs, and a thief.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <latch>
#include <thread>

#include "e2e/people.h"
#include "support/mariadb.h"

namespace {

constexpr int kMany = 20;
const std::string kCallback = "http://127.0.0.1/callback";

struct Given {
  Answer answer;
  TokenPair tokens;
};

Given given(Answer answer) {
  TokenPair tokens{member(answer, "access_token"), member(answer, "refresh_token")};
  return {std::move(answer), std::move(tokens)};
}

/// A site with a client of its owner's, which asks for no consent, and ada's browser.
struct Desk {
  explicit Desk(const std::string& grace)
      : site(kNginxKeepalive, {{"database.url", '"' + shared_mariadb().new_database() + '"'},
                               {"server.workers", "4"},
                               {"oauth.refresh_grace", grace}}),
        client(add_client(site.scratch(),
                          {"--name", "Tabs", "--trusted", "--redirect-uri", kCallback})),
        browser(site.url()) {
    const auto ada = register_person(site, "ada");
    browser.sign_in(ada.username, ada.password);
  }

  std::string code() {
    const auto answer =
        browser.open("/oauth2/authorize?" + form_text({{"client_id", client.id},
                                                       {"redirect_uri", kCallback},
                                                       {"response_type", "code"},
                                                       {"scope", "profile"},
                                                       {"state", "a state of twenty characters"}}));
    BOOST_REQUIRE_EQUAL(answer.status, 303);
    return parameter(answer.header("location"), "code");
  }
  Given redeem(const std::string& code) const {
    return given(ask(
        site, "/oauth2/token",
        client.with(
            {{"grant_type", "authorization_code"}, {"code", code}, {"redirect_uri", kCallback}})));
  }
  Given refresh(const std::string& token) const {
    return given(ask(site, "/oauth2/token",
                     client.with({{"grant_type", "refresh_token"}, {"refresh_token", token}})));
  }
  bool is_good(const std::string& access) const {
    return site.client().with_token("GET", "/oauth2/validate", access).status == 200;
  }

  Site site;
  OAuthClient client;
  Browser browser;
};

/// Does the same so many times at the same moment.
template <typename Act>
std::vector<Given> at_once(const Act& act) {
  std::vector<Given> results(kMany);
  std::latch start(kMany);
  std::vector<std::thread> threads;
  for (auto& result : results) {
    threads.emplace_back([&] {
      start.arrive_and_wait();
      result = act();
    });
  }
  for (auto& thread : threads) thread.join();
  return results;
}

long successes(const std::vector<Given>& results) {
  return std::count_if(results.begin(), results.end(),
                       [](const Given& result) { return result.answer.status == 200; });
}

void expect_refusal(const Answer& answer) {
  BOOST_TEST(answer.status == 400);
  BOOST_TEST(member(answer, "error") == "invalid_grant");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(oauth_concurrency)

BOOST_AUTO_TEST_CASE(twenty_tabs_that_refresh_at_once_all_stay_signed_in) {
  Desk desk("30");
  const auto first = desk.redeem(desk.code()).tokens;
  const auto tabs = at_once([&] { return desk.refresh(first.refresh); });
  BOOST_TEST(successes(tabs) == kMany);
  for (const auto& tab : tabs) {
    BOOST_TEST(tab.tokens.refresh == tabs.front().tokens.refresh);
    BOOST_TEST(desk.is_good(tab.tokens.access));
  }
  BOOST_TEST(tabs.front().tokens.refresh != first.refresh);
  const auto next = at_once([&] { return desk.refresh(tabs.back().tokens.refresh); });
  BOOST_TEST(successes(next) == kMany);
  BOOST_TEST(desk.is_good(next.front().tokens.access));
}

BOOST_AUTO_TEST_CASE(a_stolen_refresh_token_is_found_and_its_family_ends) {
  Desk desk("0");
  const auto stolen = desk.redeem(desk.code()).tokens;
  const auto owner = desk.refresh(stolen.refresh).tokens;
  const auto later = desk.refresh(owner.refresh).tokens;
  const auto elsewhere = desk.redeem(desk.code()).tokens;
  BOOST_TEST(desk.is_good(later.access));
  for (const auto& thief : at_once([&] { return desk.refresh(stolen.refresh); })) {
    expect_refusal(thief.answer);
  }
  expect_refusal(desk.refresh(later.refresh).answer);
  for (const auto& tokens : {stolen, owner, later}) BOOST_TEST(!desk.is_good(tokens.access));
  BOOST_TEST(desk.is_good(elsewhere.access));
  BOOST_TEST(desk.refresh(elsewhere.refresh).answer.status == 200);
}

BOOST_AUTO_TEST_CASE(a_code_redeemed_twenty_times_at_once_succeeds_once_and_ends_what_it_gave) {
  Desk desk("30");
  const auto code = desk.code();
  const auto tries = at_once([&] { return desk.redeem(code); });
  BOOST_TEST(successes(tries) == 1);
  for (const auto& attempt : tries) {
    if (attempt.answer.status != 200) {
      expect_refusal(attempt.answer);
      continue;
    }
    BOOST_TEST(!desk.is_good(attempt.tokens.access));
    expect_refusal(desk.refresh(attempt.tokens.refresh).answer);
  }
}

BOOST_AUTO_TEST_SUITE_END()
