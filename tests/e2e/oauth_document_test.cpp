// Walks the document of the oauth API from top to bottom as clients would, behind a real web
// server.
#include <boost/test/unit_test.hpp>

#include "e2e/people.h"
#include "e2e/signer.h"
#include "json/json.h"
#include "support/mariadb.h"

namespace {

const std::string kUserpass = "/authenticate/userpass";

void expect_session(const Answer& answer, const std::string& target = "/settings") {
  BOOST_TEST(answer.status == 303);
  BOOST_TEST(answer.header("location") == target);
  BOOST_TEST(answer.body.empty());
  const std::string cookie(answer.header("set-cookie"));
  BOOST_TEST(cookie.starts_with("id=dws_"), cookie);
  for (const auto* word : {"; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"}) {
    BOOST_TEST(cookie.find(word) != std::string::npos, cookie);
  }
  for (const auto* word : {"Domain", "Max-Age", "Expires"}) {
    BOOST_TEST(cookie.find(word) == std::string::npos, cookie);
  }
}

void expect_page(const Answer& answer, int status) {
  BOOST_TEST(answer.status == status);
  BOOST_TEST(answer.header("content-type") == "text/html; charset=utf-8");
  BOOST_TEST(!answer.has("set-cookie"));
}

void signing_in_by_password(const Site& site, const Person& ada) {
  const auto sign_in = [&](const std::string& name, const std::string& password,
                           const std::string& query = {}) {
    return ask(site, kUserpass + query, {{"username", name}, {"password", password}});
  };
  expect_session(sign_in(ada.username, ada.password));
  expect_session(sign_in(ada.email, ada.password));
  expect_session(sign_in("ADA", ada.password, "?redirectTo=%2Fverify%3Fx%3D1"), "/verify?x=1");
  for (const auto* target : {"//evil.example.org", "https://evil.example.org", "/\\evil", "evil"}) {
    expect_session(
        sign_in(ada.username, ada.password, "?redirectTo=" + form_text({{"", target}}).substr(1)));
  }
  expect_page(sign_in(ada.username, "wrong"), 400);
  expect_page(sign_in("nobody", ada.password), 400);
  expect_page(sign_in(ada.username, ""), 400);
  expect_page(ask(site, kUserpass, {{"password", ada.password}}), 400);
  expect_page(ask(site, kUserpass, {}), 400);
  auto client = site.client();
  expect_page(client.json("POST", kUserpass,
                          json::dump({{"username", ada.username}, {"password", ada.password}})),
              400);
  const auto foreign = client.send(
      {"POST",
       kUserpass,
       {"Content-Type: application/x-www-form-urlencoded", "Origin: https://evil.example.org"},
       form_text({{"username", ada.username}, {"password", ada.password}})});
  BOOST_TEST(foreign.status == 403);
  BOOST_TEST(!foreign.has("set-cookie"));
}

void expect_verdict(const Answer& answer, const std::string& word) {
  BOOST_TEST(answer.status == 401);
  BOOST_TEST(answer.body == "request verification failed due to: " + word + "\n");
}

void signing_in_by_signature(const Signer& ada) {
  const auto request = ada.headers({});
  expect_session(ada.send(request));
  expect_verdict(ada.send(request), "EXPIRED_DATE_HEADER");
  expect_session(ada.send(ada.headers({.algorithm = "ed25519-sha512"})));
  expect_verdict(ada.send(ada.headers({.seconds_ago = 4000})), "EXPIRED_DATE_HEADER");
  expect_verdict(ada.send(ada.headers({.email = "eve@example.org"})), "KEY_NOT_FOUND");
  expect_verdict(ada.send(ada.headers({.fingerprint = "00:11"})), "KEY_NOT_FOUND");
  expect_verdict(ada.send(ada.headers({.breaks = true})), "FAILED_KEY_VERIFY");
  expect_verdict(ada.send(ada.headers({.algorithm = "rsa-sha1"})), "FAILED_KEY_VERIFY");
  for (std::size_t missing = 0; missing < 3; ++missing) {
    auto some = ada.headers({});
    some.erase(some.begin() + static_cast<std::ptrdiff_t>(missing));
    BOOST_TEST(ada.send(some).status == 400);
  }
  BOOST_TEST(ada.send({"Email: ada@example.org", "Date: yesterday", "Authorization: Signature x"})
                 .status == 400);
}

void expect_refusal(const Answer& answer, int status, const std::string& word) {
  BOOST_TEST(answer.status == status);
  BOOST_TEST(member(answer, "error") == word);
  BOOST_TEST(answer.header("www-authenticate").starts_with("Bearer error=\"" + word + "\""));
}

void getting_tokens(const Site& site, const Person& ada, const Signer& signer) {
  const std::string path = "/oauth2/access_token";
  const auto app = add_client(site.scratch(), {"--name", "App", "--grant", "password", "--grant",
                                               "refresh_token", "--scope", "basic"});
  const Browser::Fields by_password{
      {"grant_type", "password"}, {"username", ada.email}, {"password", ada.password}};
  const auto given = ask(site, path, app.with(by_password));
  BOOST_TEST(given.status == 200);
  BOOST_TEST(given.header("cache-control") == "no-store");
  BOOST_TEST(given.header("pragma") == "no-cache");
  BOOST_TEST(member(given, "token_type") == "Bearer");
  const auto refresh = member(given, "refresh_token");
  const Browser::Fields by_refresh{{"grant_type", "refresh_token"}, {"refresh_token", refresh}};
  BOOST_TEST(ask(site, path, app.with(by_refresh)).status == 200);

  expect_refusal(ask(site, path, {}), 400, "invalid_request");
  expect_refusal(ask(site, path, by_password), 400, "invalid_request");
  expect_refusal(ask(site, path, app.with({{"grant_type", "implicit"}})), 400,
                 "unsupported_grant_type");
  expect_refusal(ask(site, path, OAuthClient{app.id, "wrong"}.with(by_password)), 401,
                 "invalid_client");
  expect_refusal(ask(site, path, app.with({{"grant_type", "client_credentials"}})), 401,
                 "invalid_client");
  expect_refusal(
      ask(site, path,
          app.with({{"grant_type", "password"}, {"username", ada.email}, {"password", "wrong"}})),
      401, "invalid_grant");

  const auto by_signature = signer.form(path, {{"grant_type", "signature"}, {"scope", "basic"}});
  BOOST_TEST(by_signature.status == 200);
  BOOST_TEST(member(by_signature, "scope") == "basic");
  auto stale = signer.headers({.seconds_ago = 4000});
  stale.emplace_back("Content-Type: application/x-www-form-urlencoded");
  expect_refusal(site.client().send({"POST", path, stale, "grant_type=signature"}), 401,
                 "invalid_grant");
}

void validating(const Site& site, const Person& ada) {
  const auto app =
      add_client(site.scratch(), {"--name", "Reader", "--grant", "password", "--scope", "basic"});
  const auto token = tokens_of(site, app, ada, "basic").access;
  auto client = site.client();
  const auto answer = client.get("/oauth2/validate?access_token=" + token);
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(answer.header("content-type") == "application/json; charset=utf-8");
  const auto begin = R"({"userUUID":")" + ada.id + R"(","clientId":")" + app.id +
                     R"(","scope":"basic","userId":"ada@example.org","userEmail":)" +
                     R"("ada@example.org","sub":")" + ada.id +
                     R"(","aud":"basic","iss":"https://accounts.example.org","iat":)";
  BOOST_TEST(answer.body.starts_with(begin), answer.body);
  BOOST_TEST(client.with_token("GET", "/oauth2/validate", token).body == answer.body);
  const auto with = [&](const std::string& authorization) {
    return client.send({"GET", "/oauth2/validate", {"Authorization: " + authorization}, {}});
  };
  BOOST_TEST(with("OAuth " + token).body == answer.body);

  const auto unknown = client.get("/oauth2/validate?access_token=" + token + "x");
  BOOST_TEST(unknown.status == 401);
  BOOST_TEST(unknown.body.empty());
  BOOST_TEST(unknown.header("www-authenticate").starts_with("Bearer error=\"invalid_token\""));
  const auto none = client.get("/oauth2/validate");
  BOOST_TEST(none.status == 400);
  BOOST_TEST(none.body.empty());
  BOOST_TEST(none.header("www-authenticate").starts_with("Bearer error=\"invalid_request\""));
  revoke(site, app, token);
  BOOST_TEST(client.with_token("GET", "/oauth2/validate", token).status == 401);
}

void walk_behind(const Setup& setup, const Site::Settings& more = {}) {
  const Site site(setup, more);
  const auto ada = register_person(site, "ada");
  const Signer signer(site, ada);
  BOOST_TEST_CONTEXT("password") { signing_in_by_password(site, ada); }
  BOOST_TEST_CONTEXT("signature") { signing_in_by_signature(signer); }
  BOOST_TEST_CONTEXT("tokens") { getting_tokens(site, ada, signer); }
  BOOST_TEST_CONTEXT("validation") { validating(site, ada); }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(oauth_nginx)

BOOST_AUTO_TEST_CASE(answers_as_the_oauth_document_says) { walk_behind(kNginx); }

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(oauth_mariadb)

BOOST_AUTO_TEST_CASE(answers_as_the_oauth_document_says) {
  walk_behind(kNginx, {{"database.url", '"' + shared_mariadb().new_database() + '"'}});
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(oauth_cgi)

BOOST_AUTO_TEST_CASE(answers_as_the_oauth_document_says) { walk_behind(kApacheCgi); }

BOOST_AUTO_TEST_SUITE_END()
