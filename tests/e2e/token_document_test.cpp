// Walks the document of the token API from top to bottom as clients would, behind a real web
// server.
#include <boost/test/unit_test.hpp>
#include <csignal>

#include "base/error.h"
#include "crypto/jwt.h"
#include "json/json.h"
#include "support/mariadb.h"
#include "support/poll.h"
#include "support/site.h"

namespace {

constexpr int kFailures = 40;
const std::string kPass = "correct horse";

/// At a place of its own: portal's GET /user answers elsewhere.
Site::Settings settings_with(const Site::Settings& more) {
  Site::Settings settings{{"portal.mount", "[]"},
                          {"abuse.failures_per_address", std::to_string(kFailures)},
                          {"abuse.failures_per_account", std::to_string(kFailures)}};
  settings.insert(more.begin(), more.end());
  return settings;
}

std::string json_of(const json::Value& value) { return json::dump(value); }

std::string credentials(const std::string& user, const std::string& pass = kPass) {
  return json_of({{"user", user}, {"pass", pass}});
}

std::string error_of(const std::string& name, const std::string& message) {
  return json_of({{"error_name", name}, {"message", message}}) + "\n";
}

/// A client of the API; every call makes one request.
class Client {
 public:
  explicit Client(const Site& site) : http_(site.client()) {}

  Answer json(const std::string& method, const std::string& path, const std::string& body,
              const std::string& token = {}) {
    return http_.json(method, path, body, token);
  }
  Answer plain(const std::string& method, const std::string& path, const std::string& token = {}) {
    return token.empty() ? http_.send({method, path}) : http_.with_token(method, path, token);
  }
  Answer form(const std::string& method, const std::string& path, const std::string& body) {
    return http_.send({method, path, {"Content-Type: application/x-www-form-urlencoded"}, body});
  }

  Answer create(const std::string& user, const std::string& pass = kPass) {
    return json("POST", "/user", credentials(user, pass));
  }
  Answer sign_in(const std::string& user, const std::string& pass = kPass) {
    return json("GET", "/token", credentials(user, pass));
  }
  Answer exchange(const std::string& refresh) {
    return json("GET", "/token", json_of({{"user", refresh}}));
  }
  Answer check(const std::string& token) {
    return json("GET", "/check", json_of({{"access_token", token}}));
  }
  Answer revoke(const std::string& refresh, const std::string& token) {
    return json("DELETE", "/refresh_token", json_of({{"refresh_token", refresh}}), token);
  }

  /// The token of a plain text answer; fails the test when there is none.
  std::string token_of(const std::string& user, const std::string& pass = kPass) {
    return token_in(sign_in(user, pass));
  }
  std::string refresh_token_of(const std::string& token) {
    return token_in(plain("GET", "/refresh_token", token));
  }

 private:
  static std::string token_in(const Answer& answer) {
    BOOST_REQUIRE_EQUAL(answer.status, 200);
    BOOST_TEST(answer.header("content-type") == "text/plain; charset=utf-8");
    BOOST_TEST(answer.body.find_first_of(" \r\n\"") == std::string::npos);
    return answer.body;
  }

  HttpClient http_;
};

void expect(const Answer& answer, int status, const std::string& body) {
  BOOST_TEST(answer.status == status);
  BOOST_TEST(answer.body == body);
  if (!body.empty()) BOOST_TEST(answer.header("content-type") == "application/json");
}

void expect_message(const Answer& answer, int status, const std::string& begin) {
  BOOST_TEST(answer.status == status);
  BOOST_TEST(answer.body.starts_with("{\"message\":\"" + begin), answer.body);
}

void facts(Client& client) {
  expect(client.plain("GET", "/version"), 200, "{\"version\":\"0.5.1\"}\n");
  const auto pubkey = client.plain("GET", "/pubkey");
  BOOST_TEST(pubkey.status == 200);
  BOOST_TEST(pubkey.body.starts_with("-----BEGIN PUBLIC KEY-----\n"));
}

void making_users(Client& client) {
  expect(client.create("Ann"), 201, "");
  expect(client.create("ann"), 403, error_of("UserAlreadyExistsError", "ann"));
  expect(client.create(""), 201, "");
  expect(client.create("mute", ""), 201, "");
  expect(client.form("POST", "/user", "user=form&pass=correct+horse"), 201, "");
  expect(client.plain("POST", "/user?user=query&pass=correct%20horse"), 201, "");
  BOOST_TEST(client.json("POST", "/user", "{}")
                 .body.starts_with(R"({"message":{"user":"Missing required parameter)"));
  BOOST_TEST(client.json("POST", "/user", R"({"user":"x"})")
                 .body.starts_with(R"({"message":{"pass":"Missing required parameter)"));
  for (const auto* body : {"", "{", "[]"}) {
    expect_message(client.json("POST", "/user", body), 400, "The browser (or proxy) sent");
  }
  expect_message(client.create("no name!"), 400, "A username has");
}

void getting_tokens(Client& client) {
  const auto token = client.token_of("ANN");
  BOOST_TEST(client.form("GET", "/token", "user=ann&pass=correct+horse").status == 200);
  BOOST_TEST(client.plain("GET", "/token?user=ann&pass=correct%20horse").status == 200);
  BOOST_TEST(client.json("GET", "/token?user=nobody&pass=x", credentials("ann")).status == 200);
  BOOST_TEST(client.form("GET", "/token?user=nobody", "user=ann&pass=x").status == 404);
  expect(client.sign_in("nobody"), 404, error_of("UserDoesNotExistError", "nobody"));
  expect(client.sign_in("ann", "wrong"), 404, error_of("IncorrectPasswordError", "ann"));
  expect(client.sign_in("mute", "x"), 404, error_of("IncorrectPasswordError", "mute"));
  expect(client.sign_in("mute", ""), 400, error_of("InvalidTokenError", ""));
  expect(client.exchange("nonsense"), 400, error_of("InvalidTokenError", ""));
  expect(client.exchange(token), 400, error_of("TokenTypeError", "Not a refresh token"));
  BOOST_TEST(client.plain("GET", "/token").status == 400);
}

void checking(Client& client) {
  const auto token = client.token_of("ann");
  const auto checked = client.check(token);
  BOOST_TEST(checked.status == 200);
  const auto claims = json::parse_object(checked.body);
  BOOST_TEST(json::text_member(claims, "user").value_or("") == "Ann");
  BOOST_TEST(json::text_member(claims, "token_type").value_or("") == "access_token");
  BOOST_TEST(json::text_member(claims, "authentication_method").value_or("") == "password");
  BOOST_TEST(json::text_member(claims, "iss").value_or("") == "https://accounts.example.org");
  expect(client.plain("GET", "/check?access_token=" + token), 200, checked.body);
  expect(client.plain("GET", "/user", token), 200, checked.body);
  expect(client.plain("GET", "/user?access_token=" + token), 200, checked.body);
  expect(client.form("GET", "/user", "access_token=" + token), 200, checked.body);
  expect(client.plain("GET", "/user"), 204, "");
  expect(client.plain("GET", "/user", token + "x"), 204, "");
  expect(client.plain("GET", "/user?access_token=x", token), 204, "");
  expect(client.check("nonsense"), 400, error_of("InvalidTokenError", ""));
  expect(client.check(client.refresh_token_of(token)), 400, error_of("TokenTypeError", ""));
  BOOST_TEST(client.plain("GET", "/check", token).status == 400);
}

/// With what is published, by whoever knows RFC 7517.
void verifying_elsewhere(Client& client) {
  const auto jwks = client.plain("GET", "/.well-known/jwks.json");
  BOOST_TEST(jwks.status == 200);
  BOOST_TEST(jwks.header("content-type") == "application/json");
  const auto keys = crypto::KeySet::from_jwks(jwks.body);
  const auto now = base::SystemClock{}.now() + std::chrono::seconds(1);
  const crypto::ClaimRules rules{.issuer = "https://accounts.example.org"};
  BOOST_TEST(bool(
      crypto::verify_jwt(client.token_of("ann"), keys, {crypto::Algorithm::eddsa}, rules, now)));
}

void refreshing(Client& client) {
  const auto token = client.token_of("ann");
  const auto refresh = client.refresh_token_of(token);
  const auto kept = client.refresh_token_of(token);
  const auto renewed = client.exchange(refresh).body;
  BOOST_TEST(client.check(renewed).body.find(R"("authentication_method":"refresh_token")") !=
             std::string::npos);
  expect_message(client.plain("GET", "/refresh_token"), 401, "The server could not verify");
  expect_message(client.plain("GET", "/refresh_token", refresh), 401,
                 "The server could not verify");
  expect_message(client.plain("GET", "/refresh_token", renewed), 403, "You don't have the permis");
  expect(client.revoke("nonsense", token), 400, error_of("InvalidTokenError", ""));
  expect(client.revoke(token, token), 400, error_of("TokenTypeError", "Not a refresh token"));
  expect(client.revoke(refresh, client.token_of("form")), 400, error_of("InvalidTokenError", ""));
  BOOST_TEST(client.revoke(refresh, {}).status == 401);
  expect(
      client.form("DELETE", "/refresh_token?access_token=" + renewed, "refresh_token=" + refresh),
      204, "");
  expect(client.revoke(refresh, token), 204, "");
  expect(client.exchange(refresh), 400, error_of("InvalidTokenError", refresh));
  BOOST_TEST(client.exchange(kept).status == 200);
  BOOST_TEST(client.check(renewed).status == 200);
}

void changing_the_password(Client& client) {
  const auto token = client.token_of("query");
  const auto renewed = client.exchange(client.refresh_token_of(token)).body;
  BOOST_TEST(client.json("PATCH", "/user", "{}").status == 401);
  BOOST_TEST(client.json("PATCH", "/user", "{}", renewed).status == 403);
  BOOST_TEST(client.json("PATCH", "/user", "{}", token).status == 400);
  expect(client.json("PATCH", "/user", R"({"pass":"other"})", token), 200, "");
  BOOST_TEST(client.sign_in("query").status == 404);
  BOOST_TEST(client.sign_in("query", "other").status == 200);
  BOOST_TEST(client.check(token).status == 200);
}

void deleting(Client& client) {
  const auto token = client.token_of("form");
  const auto refresh = client.refresh_token_of(token);
  BOOST_TEST(client.plain("DELETE", "/user").status == 401);
  BOOST_TEST(client.plain("DELETE", "/user", client.exchange(refresh).body).status == 403);
  expect(client.plain("DELETE", "/user", token), 204, "");
  expect_message(client.plain("DELETE", "/user", token), 404, "");
  expect(client.sign_in("form"), 403, error_of("UserDeactivatedError", "form"));
  expect(client.sign_in("form", "wrong"), 404, error_of("IncorrectPasswordError", "form"));
  expect(client.exchange(refresh), 403, error_of("UserDeactivatedError", "form"));
  expect(client.create("form"), 403, error_of("UserAlreadyExistsError", "form"));
  expect(client.plain("GET", "/refresh_token", token), 403,
         error_of("UserDeactivatedError", "form"));
  BOOST_TEST(client.check(token).status == 200);
}

/// One account through both doors.
void meeting_the_account_api(const Site& site, Client& client) {
  const auto authenticate = [&](const std::string& user) {
    return client
        .json("POST", "/account/authenticate", json_of({{"username", user}, {"password", kPass}}))
        .status;
  };
  BOOST_TEST(authenticate("ann") == 200);
  BOOST_TEST(authenticate("form") == 404);
  const auto registration =
      json_of({{"username", "bob"}, {"password", kPass}, {"email", "bob@example.org"}});
  BOOST_TEST(client.json("POST", "/account/register", registration).status == 200);
  expect(client.sign_in("bob"), 403, error_of("UserDeactivatedError", "bob"));
  const auto verification = json_of({{"token", site.mailed_token("bob@example.org")}});
  BOOST_TEST(client.json("POST", "/account/verify", verification).status == 200);
  const auto token = client.token_of("bob");
  const auto refresh = client.refresh_token_of(token);
  const auto bearer =
      json::parse_object(client
                             .json("POST", "/account/authenticate",
                                   json_of({{"username", "bob"}, {"password", kPass}}))
                             .body);
  const std::string text(json::text_member(bearer, "token").value_or(""));
  BOOST_TEST(client.plain("DELETE", "/account/delete", text).status == 200);
  expect(client.exchange(refresh), 404, error_of("UserDoesNotExistError", "bob"));
}

void whatever_http_owes(Client& client) {
  const auto wrong_verb = client.plain("POST", "/token");
  BOOST_TEST(wrong_verb.status == 405);
  BOOST_TEST(wrong_verb.header("allow") == "GET, HEAD, OPTIONS");
  BOOST_TEST(client.plain("OPTIONS", "/user").header("allow") ==
             "GET, HEAD, POST, DELETE, PATCH, OPTIONS");
  const auto head = client.plain("HEAD", "/version");
  BOOST_TEST(head.status == 200);
  BOOST_TEST(head.body.empty());
  BOOST_TEST(client.plain("GET", "/version/").status == 404);
}

void being_over_the_budget(Client& client) {
  const auto token = client.token_of("ann");
  bool over = false;
  for (int failure = 0; failure <= kFailures && !over; ++failure) {
    over = client.sign_in("ann", "wrong").status == 429;
  }
  BOOST_TEST(over);
  for (const auto& answer : {client.sign_in("nobody"), client.create("late"),
                             client.plain("GET", "/refresh_token", "forged")}) {
    expect_message(answer, 429, "");
    BOOST_TEST(!answer.header("retry-after").empty());
  }
  // Valid credentials pass, however many guesses came from the same address.
  BOOST_TEST(client.plain("GET", "/refresh_token", token).status == 200);
  BOOST_TEST(client.check(token).status == 200);
}

void walk_behind(const Setup& setup, const Site::Settings& more = {}) {
  const Site site(setup, settings_with(more));
  Client client(site);
  BOOST_TEST_CONTEXT("facts") { facts(client); }
  BOOST_TEST_CONTEXT("users") { making_users(client); }
  BOOST_TEST_CONTEXT("tokens") { getting_tokens(client); }
  BOOST_TEST_CONTEXT("checking") { checking(client); }
  BOOST_TEST_CONTEXT("elsewhere") { verifying_elsewhere(client); }
  BOOST_TEST_CONTEXT("refreshing") { refreshing(client); }
  BOOST_TEST_CONTEXT("password") { changing_the_password(client); }
  BOOST_TEST_CONTEXT("deleting") { deleting(client); }
  BOOST_TEST_CONTEXT("account") { meeting_the_account_api(site, client); }
  BOOST_TEST_CONTEXT("HTTP") { whatever_http_owes(client); }
  BOOST_TEST_CONTEXT("the gate") { being_over_the_budget(client); }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(token_nginx)

BOOST_AUTO_TEST_CASE(answers_as_the_token_document_says) { walk_behind(kNginx); }

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(token_mariadb)

BOOST_AUTO_TEST_CASE(answers_as_the_token_document_says) {
  MariaDb mariadb;
  walk_behind(kNginx, {{"database.url", '"' + mariadb.new_database() + '"'}});
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(token_cgi)

BOOST_AUTO_TEST_CASE(answers_as_the_token_document_says) { walk_behind(kApacheCgi); }

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(token_settings)

BOOST_AUTO_TEST_CASE(tokens_expire) {
  const Site site(kNginx,
                  settings_with({{"token.access_lifetime", "1"}, {"token.refresh_lifetime", "2"}}));
  Client client(site);
  client.create("ann");
  const auto token = client.token_of("ann");
  const auto refresh = client.refresh_token_of(token);
  BOOST_TEST(eventually([&] { return client.check(token).status == 400; }));
  expect(client.plain("GET", "/user", token), 204, "");
  BOOST_TEST(eventually([&] { return client.exchange(refresh).status == 400; }));
}

BOOST_AUTO_TEST_CASE(with_a_secret_there_is_no_public_key) {
  const Site site(kNginx, settings_with({{"token.algorithm", "\"HS256\""}}));
  Client client(site);
  client.create("ann");
  BOOST_TEST(client.check(client.token_of("ann")).status == 200);
  expect_message(client.plain("GET", "/pubkey"), 404, "A symmetric algorithm is in use");
  const auto keys = client.plain("GET", "/.well-known/jwks.json").body;
  BOOST_TEST(keys.find("ES256") != std::string::npos);  // those of ID tokens
  BOOST_TEST(keys.find("HS256") == std::string::npos);
  BOOST_TEST(keys.find("oct") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(keys_rotate_while_tokens_are_made_and_checked) {
  Site site(kNginx, settings_with({{"token.algorithm", "\"ES256\""}}));
  Client client(site);
  client.create("ann");
  std::vector<std::string> tokens{client.token_of("ann")};
  for (int round = 0; round < 5; ++round) {
    BOOST_TEST(site.command({"key", "rotate"}) == 0);
    tokens.push_back(client.token_of("ann"));
    for (const auto& token : tokens) BOOST_TEST(client.check(token).status == 200);
  }
  site.daemon().send(SIGHUP);  // new processes know all the keys
  for (const auto& token : tokens) BOOST_TEST(client.check(token).status == 200);
  BOOST_TEST(site.command({"key", "list"}) == 0);
  BOOST_TEST(site.command({"key", "export", "nothing"}) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
