// nginx lets doorward guard what it serves itself, and what is behind it.
#include <boost/test/unit_test.hpp>

#include "e2e/people.h"
#include "support/guards.h"

namespace {

const std::string kMembers = "/members/page.html";
const std::string kReports = "/reports/2026";

/// What the program behind /reports/ is told of somebody who has signed in.
std::string told_of(const Person& person) {
  return person.id + "|" + person.username + "|" + person.email + "||";
}

void browsers_sign_in_and_come_back(const Site& site, const Person& ada) {
  Browser browser(site.url());
  const auto sent_away = browser.open(kMembers + "?a=1&b=caf%C3%A9");
  BOOST_TEST(sent_away.status == 303);
  BOOST_TEST(sent_away.header("location") ==
             "/sign-in?redirectTo=%2Fmembers%2Fpage.html%3Fa%3D1%26b%3Dcaf%25C3%25A9");
  const auto back = browser.press(browser.arrive(sent_away),
                                  {{"username", ada.username}, {"password", ada.password}});
  BOOST_TEST(back.header("location") == kMembers + "?a=1&b=caf%C3%A9");
  const auto page = browser.arrive(back);
  BOOST_TEST(page.status == 200);
  BOOST_TEST(page.body == "<h1>Members only</h1>\n");
  BOOST_TEST(page.header("cache-control") == "private, no-cache");
  BOOST_TEST(browser.open(kReports).body == told_of(ada));

  const auto kept = browser.cookie("id");
  browser.press(browser.open("/sign-out"), {});
  browser.set_cookie("id", kept);
  BOOST_TEST(browser.open(kMembers).status == 303);
}

void programs_bring_tokens(const Site& site, const Person& ada) {
  const auto app = add_client(
      site.scratch(), {"--name", "App", "--grant", "password", "--scope", "profile keys:read"});
  const auto narrow = tokens_of(site, app, ada, "profile");
  const auto wide = tokens_of(site, app, ada, "profile keys:read");
  auto client = site.client();
  BOOST_TEST(client.with_token("GET", kMembers, narrow.access).status == 200);
  BOOST_TEST(client.with_token("GET", kReports, narrow.access).status == 403);
  const auto whole =
      told_of(ada).substr(0, told_of(ada).size() - 1) + app.id + "|profile keys:read";
  BOOST_TEST(client.with_token("GET", kReports, wide.access).body == whole);
  BOOST_TEST(client
                 .send({"POST",
                        kReports,
                        {"Authorization: Bearer " + wide.access, "Content-Type: text/plain"},
                        std::string(200000, 'x')})
                 .body == whole);
  revoke(site, app, wide.access);
  BOOST_TEST(client.with_token("GET", kReports, wide.access).status == 401);
  BOOST_TEST(client.with_token("GET", kMembers, narrow.access).status == 200);
}

void strangers_give_an_address_first(const Site& site) {
  BOOST_REQUIRE_EQUAL(ask(site, "/user", {{"user", "bert"}, {"pass", "x"}}).status, 201);
  Browser browser(site.url());
  BOOST_TEST(browser.sign_in("bert", "x").status == 303);
  const auto program = browser.open(kMembers, {"Accept: application/json"});
  BOOST_TEST(program.status == 403);
  BOOST_TEST(browser.open(kReports).status == 303);
  const auto led = browser.open(kMembers + "?a=1");
  BOOST_TEST(led.status == 303);
  BOOST_TEST(led.header("location") == "/email?redirectTo=%2Fmembers%2Fpage.html%3Fa%3D1");
  const auto asked =
      browser.press(browser.arrive(led), {{"email", "bert@example.org"}, {"proof", "x"}});
  BOOST_TEST(asked.status == 200);
  BOOST_TEST(browser.open(kMembers).status == 303);
  const auto link = browser.open("/email/confirm?token=" + site.mailed_token("bert@example.org"));
  const auto confirmed = browser.press(link, {});
  BOOST_TEST(confirmed.body.find("href=\"/members/page.html?a=1\"") != std::string::npos);
  BOOST_TEST(browser.open(kMembers).body == "<h1>Members only</h1>\n");
}

void nobody_passes_without(const Site& site) {
  auto client = site.client();
  for (const auto& path : {kMembers, kReports}) {
    BOOST_TEST_CONTEXT(path) {
      const auto stranger = client.get(path);
      BOOST_TEST(stranger.status == 401);
      BOOST_TEST(stranger.header("www-authenticate") == "Bearer");
      BOOST_TEST(client.with_token("GET", path, "forged").status == 401);
      for (const auto* method : {"POST", "OPTIONS", "DELETE", "PROPFIND"}) {
        BOOST_TEST(client.send({method, path}).status == 401, method);
      }
    }
  }
  BOOST_TEST(client.get("/.doorward/auth").status == 404);
}

void claims_of_the_client_never_arrive(const Site& site, const Person& ada) {
  Browser browser(site.url());
  const auto sent_away = browser.open(kMembers, {"X-Original-URI: /settings"});
  BOOST_TEST(sent_away.header("location") == "/sign-in?redirectTo=%2Fmembers%2Fpage.html");
  browser.sign_in(ada.username, ada.password);
  const auto answer = browser.open(
      kReports, {"X-Auth-Id: forged", "X-Auth-User: root", "X_Auth_User: root",
                 "X-Auth-Email: root@example.org", "X-Auth-Client: forged", "X-Auth-Scope: *"});
  BOOST_TEST(answer.body == told_of(ada));
}

void without_doorward_the_doors_stay_shut(Site& site, const Person& ada) {
  Browser browser(site.url());
  browser.sign_in(ada.username, ada.password);
  BOOST_TEST(browser.open(kMembers).status == 200);
  site.daemon().stop();
  BOOST_TEST(browser.open(kMembers).status == 500);
  BOOST_TEST(browser.open(kReports).status == 500);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(guarded_nginx)

BOOST_AUTO_TEST_CASE(whoever_doorward_knows_passes_and_nobody_else) {
  Site site(kNginxGuarded, {{"public_url", "\"{url}\""}});
  const auto ada = register_person(site, "ada");
  BOOST_TEST_CONTEXT("browsers") { browsers_sign_in_and_come_back(site, ada); }
  BOOST_TEST_CONTEXT("programs") { programs_bring_tokens(site, ada); }
  BOOST_TEST_CONTEXT("without an address") { strangers_give_an_address_first(site); }
  BOOST_TEST_CONTEXT("strangers") { nobody_passes_without(site); }
  BOOST_TEST_CONTEXT("claims") { claims_of_the_client_never_arrive(site, ada); }
  BOOST_TEST_CONTEXT("stopped") { without_doorward_the_doors_stay_shut(site, ada); }
}

BOOST_AUTO_TEST_SUITE_END()
