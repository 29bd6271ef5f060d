// The portal API's people behind a real web server, with a real identity provider that is not ours.
#include <boost/test/unit_test.hpp>
#include <csignal>
#include <future>
#include <set>

#include "e2e/load.h"
#include "support/issuer.h"
#include "support/mariadb.h"
#include "support/poll.h"
#include "support/web_servers.h"

namespace {

using namespace std::chrono_literals;

constexpr auto kJson = "application/json; charset=utf-8";

std::string quoted(const std::string& text) { return '"' + text + '"'; }

Site::Settings settings_for(const Issuer& issuer, const Site::Settings& more = {}) {
  Site::Settings settings{{"portal.jwks_url", quoted(issuer.jwks_url())},
                          {"portal.issuer", quoted(kIssuerName)},
                          {"portal.allow_private_jwks", "true"},
                          {"portal.jwks_cooldown", "1"}};
  settings.insert(more.begin(), more.end());
  return settings;
}

Answer ask(HttpClient& client, const std::string& method, const std::string& path,
           const std::string& token, std::vector<std::string> headers = {},
           const std::string& body = {}) {
  if (!token.empty()) headers.push_back("Authorization: Bearer " + token);
  return client.send({method, path, headers, body});
}

/// The value of the cookie that an answer sets.
std::string cookie_of(const Answer& answer) {
  const auto line = answer.header("set-cookie");
  const std::string_view name = "skynet-jwt=";
  BOOST_REQUIRE(line.starts_with(name));
  return std::string(line.substr(name.size(), line.find(';') - name.size()));
}

std::string cookie_header(const std::string& value) { return "Cookie: skynet-jwt=" + value; }

bool has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

void expect_message(const Answer& answer, int status) {
  BOOST_TEST(answer.status == status);
  BOOST_TEST(answer.header("content-type") == kJson);
  BOOST_TEST(answer.body.starts_with(R"({"message":")"));
  BOOST_TEST(answer.body.ends_with("\"}\n"));
}

std::string endless_token(Issuer& issuer) {
  return issuer.sign(R"({"iss":")" + std::string(kIssuerName) + R"(","sub":"endless"})");
}

void logging_in_and_out(Issuer& issuer, HttpClient& client) {
  const auto token = issuer.token("c0ffee");
  expect_message(ask(client, "POST", "/login", ""), 401);
  expect_message(ask(client, "POST", "/login", token + "x"), 401);
  expect_message(ask(client, "POST", "/login", issuer.token("c0ffee", -90s)), 401);
  expect_message(ask(client, "POST", "/login", endless_token(issuer)), 400);
  const auto answer = ask(client, "POST", "/login", token);
  BOOST_TEST(answer.status == 204);
  BOOST_TEST(answer.body.empty());
  BOOST_TEST(has(answer.header("set-cookie"), "; Path=/; Max-Age=8"));
  BOOST_TEST(has(answer.header("set-cookie"), "; HttpOnly; SameSite=Lax; Secure"));
  const auto cookie = cookie_header(cookie_of(answer));
  BOOST_TEST(client.send({"GET", "/user", {cookie}, {}}).status == 200);
  BOOST_TEST(client.send({"POST", "/login", {cookie}, {}}).status == 204);

  expect_message(ask(client, "POST", "/logout", ""), 401);
  expect_message(ask(client, "POST", "/logout", endless_token(issuer)), 401);
  expect_message(client.send({"POST", "/logout", {cookie, "Origin: https://evil.example"}, {}}),
                 403);
  const auto gone = client.send({"POST", "/logout", {cookie}, {}});
  BOOST_TEST(gone.status == 204);
  BOOST_TEST(cookie_of(gone).empty());
  BOOST_TEST(has(gone.header("set-cookie"), "; Max-Age=0;"));
  const auto largest =
      ask(client, "POST", "/login",
          issuer.token("c0ffee", 15min, R"("x":")" + std::string(1250, 'x') + '"'));
  BOOST_TEST(largest.status == 204);
  BOOST_TEST(cookie_of(largest).size() > 2700U);
  expect_message(ask(client, "POST", "/login",
                     issuer.token("c0ffee", 15min, R"("x":")" + std::string(2500, 'x') + '"')),
                 400);
}

void being_somebody(Site& site, Issuer& issuer, HttpClient& client) {
  const auto token = issuer.token("ada");
  expect_message(ask(client, "GET", "/user", "forged"), 401);
  expect_message(ask(client, "GET", "/user", ""), 401);
  const auto answer = ask(client, "GET", "/user", token);
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(answer.header("content-type") == kJson);
  BOOST_TEST(answer.body.starts_with(R"({"sub":"ada","tier":1,)"));
  BOOST_TEST(answer.body.ends_with("}\n"));
  BOOST_TEST(ask(client, "GET", "/user", token).body == answer.body);

  const std::vector<std::string> as_json{"Content-Type: application/json"};
  for (const auto* body : {"", "{}", "[]", "x", R"({"tier":4})", R"({"email":"a@example.org"})"}) {
    BOOST_TEST_CONTEXT(body) {
      expect_message(ask(client, "PUT", "/user", token, as_json, body), 400);
    }
  }
  expect_message(ask(client, "PUT", "/user", "", as_json, R"({"password":"x"})"), 401);
  BOOST_TEST(ask(client, "PUT", "/user", token, as_json, R"({"password":"correct horse"})").body ==
             answer.body);

  const std::string_view name = R"("username":")";
  const auto at = answer.body.find(name) + name.size();
  const auto username = answer.body.substr(at, answer.body.find('"', at) - at);
  BOOST_TEST(client
                 .json("POST", "/account/authenticate",
                       R"({"username":")" + username + R"(","password":"correct horse"})")
                 .status == 200);
  BOOST_TEST(site.command({"account", "set-tier", username, "pro"}) == 0);
  BOOST_TEST(ask(client, "GET", "/user", token).body.starts_with(R"({"sub":"ada","tier":3,)"));
  BOOST_TEST(site.command({"account", "set-tier", "nobody.here", "pro"}) == 1);

  expect_message(ask(client, "DELETE", "/user", ""), 401);
  BOOST_TEST(ask(client, "DELETE", "/user", token).status == 204);
  const auto anew = ask(client, "GET", "/user", token);
  BOOST_TEST(anew.body.starts_with(R"({"sub":"ada","tier":1,)"));
  BOOST_TEST(!has(anew.body, username));
}

void arriving_twenty_times_at_once(Site& site, Issuer& issuer) {
  const auto token = issuer.token("crowd");
  std::vector<std::future<Answer>> answers;
  for (int i = 0; i < 20; ++i) {
    answers.push_back(std::async(std::launch::async, [&] {
      auto client = site.client();
      return ask(client, "GET", "/user", token);
    }));
  }
  std::set<std::string> bodies;
  for (auto& answer : answers) {
    const auto got = answer.get();
    BOOST_TEST(got.status == 200);
    bodies.insert(got.body);
  }
  BOOST_TEST(bodies.size() == 1U);
}

void meeting_the_token_api(Issuer& issuer, HttpClient& client) {
  BOOST_TEST(client.json("POST", "/user", R"({"user":"tess","pass":"pass word"})").status == 201);
  const auto own = client.send({"GET", "/token?user=tess&pass=pass%20word", {}, {}}).body;
  BOOST_TEST(has(ask(client, "GET", "/user", own).body, R"("token_type")"));
  BOOST_TEST(has(client.get("/user?access_token=" + own).body, R"("token_type")"));
  BOOST_TEST(has(ask(client, "GET", "/user", issuer.token("ada")).body, R"("sub":"ada")"));
  BOOST_TEST(client.get("/user").status == 401);
  BOOST_TEST(ask(client, "DELETE", "/user", own).status == 204);
}

void whatever_http_owes(Issuer& issuer, HttpClient& client) {
  const auto wrong = ask(client, "GET", "/login", issuer.token("ada"));
  BOOST_TEST(wrong.status == 405);
  BOOST_TEST(wrong.body == "Method Not Allowed\n");
  BOOST_TEST(wrong.header("allow") == "POST, OPTIONS");
  BOOST_TEST(client.get("/login/").status == 404);
  BOOST_TEST(ask(client, "HEAD", "/user", issuer.token("ada")).status == 200);
}

void walk_the_people(Site& site, Issuer& issuer) {
  auto client = site.client();
  BOOST_TEST_CONTEXT("logging in and out") { logging_in_and_out(issuer, client); }
  BOOST_TEST_CONTEXT("being somebody") { being_somebody(site, issuer, client); }
  BOOST_TEST_CONTEXT("arriving") { arriving_twenty_times_at_once(site, issuer); }
  BOOST_TEST_CONTEXT("the token API") { meeting_the_token_api(issuer, client); }
  BOOST_TEST_CONTEXT("HTTP") { whatever_http_owes(issuer, client); }
}

bool lets_in(HttpClient& client, const std::string& token) {
  const auto status = ask(client, "GET", "/user", token).status;
  BOOST_TEST((status == 200 || status == 401));
  return status == 200;
}

/// Asks once a moment, as a client would, until it is let in.
bool lets_in_soon(HttpClient& client, const std::string& token) {
  return eventually([&] { return lets_in(client, token); }, 10s);
}

/// What `doorward check` has printed.
std::string checked(const Site& site) {
  site.command({"check"});
  return read_file(site.scratch().at("output.log"));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(portal_nginx)
BOOST_AUTO_TEST_CASE(its_people_are_answered_as_the_portal_document_says) {
  Issuer issuer;
  Site site(kNginx, settings_for(issuer));
  walk_the_people(site, issuer);
}
BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(portal_mariadb)
BOOST_AUTO_TEST_CASE(its_people_are_answered_as_the_portal_document_says) {
  MariaDb mariadb;
  Issuer issuer;
  Site site(kNginx, settings_for(issuer, {{"database.url", quoted(mariadb.new_database())}}));
  walk_the_people(site, issuer);
}
BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(portal_provider)

BOOST_AUTO_TEST_CASE(rotating_keys_under_use_shuts_nobody_out) {
  Issuer issuer;
  Site site(kNginx, settings_for(issuer));
  auto client = site.client();
  const auto first = issuer.token("ada");
  BOOST_TEST(lets_in_soon(client, first));
  Load load(site, 2, {"GET", "/user", {"Authorization: Bearer " + first}, {}});
  for (const auto* algorithm : {"ES256", "EdDSA", "RS256"}) {
    issuer.rotate(algorithm);
    BOOST_TEST(lets_in_soon(client, issuer.token("ada")), algorithm);
    load.wait_for(20);
  }
  BOOST_TEST(load.failures().empty());
}

BOOST_AUTO_TEST_CASE(a_provider_that_is_down_or_talks_nonsense_shuts_out_nobody_that_is_known) {
  Issuer issuer;
  Site site(kNginx, settings_for(issuer, {{"portal.jwks_refresh", "1"}}));
  auto client = site.client();
  const auto token = issuer.token("ada");
  BOOST_TEST(lets_in_soon(client, token));
  for (const auto* mode : {"html", "missing", "redirect", "huge", "weak"}) {
    issuer.behave(mode);
    const int before = issuer.fetches();
    BOOST_TEST(eventually([&] { return issuer.fetches() > before; }), mode);
    BOOST_TEST(lets_in(client, token), mode);
  }
  issuer.stop();
  site.daemon().send(SIGHUP);  // new processes, which have to find the keys in the database
  BOOST_TEST(eventually([&] { return has(site.log(), "cannot be asked"); }));
  BOOST_TEST(lets_in_soon(client, token));
  issuer.start();
  issuer.rotate();
  BOOST_TEST(lets_in_soon(client, issuer.token("ada")));
}

BOOST_AUTO_TEST_CASE(a_flood_of_unknown_keys_makes_one_fetch_in_a_cooldown) {
  Issuer issuer;
  Issuer stranger;
  Site site(kNginx, settings_for(issuer, {{"portal.jwks_cooldown", "600"}}));
  auto client = site.client();
  const auto known = issuer.token("ada");
  BOOST_TEST(lets_in_soon(client, known));
  const int before = issuer.fetches();
  Load flood(site, 8, {"GET", "/user", {"Authorization: Bearer " + stranger.token("mallory")}, {}});
  flood.wait_for(400);
  const auto statuses = flood.failures();
  BOOST_TEST(statuses.size() == 1U);
  BOOST_TEST(statuses.contains(401));
  BOOST_TEST(issuer.fetches() == before);
  BOOST_TEST(stranger.fetches() == 0);
  BOOST_TEST(lets_in(client, known));
}

BOOST_AUTO_TEST_CASE(a_private_address_is_not_asked_unless_that_is_allowed) {
  Issuer issuer(true);
  Site site(kNginx, {{"portal.jwks_url", quoted(issuer.jwks_url())},
                     {"portal.jwks_ca_file", quoted(issuer.ca_file())}});
  auto client = site.client();
  BOOST_TEST(!lets_in(client, issuer.token("ada")));
  BOOST_TEST(eventually([&] { return has(site.log(), "not public"); }));
  BOOST_TEST(issuer.fetches() == 0);
  BOOST_TEST(has(checked(site), "FAULT  portal        The identity provider is at an address"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(portal_cgi)

BOOST_AUTO_TEST_CASE(processes_of_one_request_share_a_fetch_through_the_database) {
  Issuer issuer;
  Site site(kApacheCgi, settings_for(issuer, {{"portal.jwks_cooldown", "600"}}));
  auto client = site.client();
  for (int i = 0; i < 5; ++i) BOOST_TEST(lets_in(client, issuer.token("ada")));
  BOOST_TEST(issuer.fetches() == 1);
  const auto token = issuer.token("ada");
  issuer.stop();
  BOOST_TEST(lets_in(client, token));
}

BOOST_AUTO_TEST_CASE(a_courier_of_cron_keeps_the_keys_fresh) {
  Issuer issuer;
  Site site(kApacheCgi, settings_for(issuer));
  BOOST_TEST(site.command({"courier", "--once"}) == 0);
  BOOST_TEST(issuer.fetches() == 1);
  auto client = site.client();
  BOOST_TEST(lets_in(client, issuer.token("ada")));
  BOOST_TEST(issuer.fetches() == 1);
  BOOST_TEST(has(checked(site), "OK     portal        keys of the identity provider: 1\n"));
  BOOST_TEST(issuer.fetches() == 2);
  issuer.behave("weak");
  BOOST_TEST(has(checked(site), "FAULT  portal        The identity provider publishes no key"));
}

BOOST_AUTO_TEST_SUITE_END()
