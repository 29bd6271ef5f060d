#include "e2e/account_walk.h"

#include <boost/test/unit_test.hpp>

#include "support/poll.h"

namespace {

constexpr int kFailures = 40;
const std::string kRegister = "/account/register";
const std::string kVerify = "/account/verify";
const std::string kAuthenticate = "/account/authenticate";
const std::string kDelete = "/account/delete";
const std::string kTokens = "/account/tokens";

std::string registration(const std::string& name, const std::string& email) {
  return R"({"username":")" + name + R"(","password":"correct horse","email":")" + email + "\"}";
}

std::string credentials(const std::string& name, const std::string& password = "correct horse") {
  return R"({"username":")" + name + R"(","password":")" + password + "\"}";
}

std::string token_object(const std::string& token) { return R"({"token":")" + token + "\"}"; }

/// The value of {"token":"..."}; fails the test when the answer is not that.
std::string token_of(const Answer& answer) {
  const std::string_view start = R"({"token":")";
  BOOST_REQUIRE_EQUAL(answer.status, 200);
  BOOST_TEST(answer.header("content-type") == "application/json");
  BOOST_REQUIRE(answer.body.starts_with(start) && answer.body.ends_with("\"}"));
  return answer.body.substr(start.size(), answer.body.size() - start.size() - 2);
}

void expect_empty_success(const Answer& answer) {
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(answer.body.empty());
}

void expect_unauthorized(const Answer& answer) {
  BOOST_TEST(answer.status == 401);
  BOOST_TEST(answer.header("www-authenticate").starts_with("Bearer"));
}

/// Every way in which a JSON request to this route can be malformed.
void expect_bad_requests(HttpClient& client, const std::string& path, const std::string& good) {
  const std::string bodies[] = {"{",
                                "[]",
                                "\"text\"",
                                "{}",
                                good + "x",
                                R"({"token":1,"username":2,"password":3,"email":4})",
                                R"({"token":"","username":"","password":"","email":""})",
                                std::string(40, '[') + std::string(40, ']'),
                                "{\"token\":\"\xff\xfe\"}"};
  for (const auto& body : bodies) {
    BOOST_TEST_CONTEXT(path << " " << body) {
      BOOST_TEST(client.json("POST", path, body).status == 400);
    }
  }
  BOOST_TEST(client.send({"POST", path, {"Content-Type: text/plain"}, good}).status == 400);
  BOOST_TEST(client.send({"POST", path, {"Content-Type:"}, good}).status == 400);
}

void registering(Site& site, HttpClient& client) {
  const auto ann = registration("Ann", "ann@example.org");
  expect_bad_requests(client, kRegister, ann);
  const std::string endless(1100, 'x');
  BOOST_TEST(client.json("POST", kRegister, registration(endless, "x@example.org")).status == 400);
  expect_empty_success(client.json("POST", kRegister, ann));
  for (const auto* address : {"no address", "a@b@example.org", "ann@", "ann@localhost"}) {
    BOOST_TEST_CONTEXT(address) {
      BOOST_TEST(client.json("POST", kRegister, registration("Bob", address)).status == 422);
    }
  }
  const auto same_name = client.json("POST", kRegister, registration("ANN", "other@example.org"));
  BOOST_TEST(same_name.status == 409);
  BOOST_TEST(same_name.body == R"({"conflict":"username"})");
  const auto same_address =
      client.json("POST", kRegister, registration("Other", "ANN@example.org"));
  BOOST_TEST(same_address.status == 409);
  BOOST_TEST(same_address.body == R"({"conflict":"email"})");
  BOOST_TEST(client.json("POST", kRegister, ann).body == R"({"conflict":"username"})");
  BOOST_TEST(!site.mailed_token("ann@example.org").empty());
}

void verifying(Site& site, HttpClient& client) {
  const auto token = site.mailed_token("ann@example.org");
  expect_bad_requests(client, kVerify, token_object(token));
  BOOST_TEST(client.json("POST", kVerify, token_object("unknown")).status == 404);
  BOOST_TEST(client.json("POST", kAuthenticate, credentials("ann")).status == 424);
  BOOST_TEST(client.json("POST", kAuthenticate, credentials("ann", "wrong")).status == 401);
  expect_empty_success(client.json("POST", kVerify, token_object(token)));
  BOOST_TEST(client.json("POST", kVerify, token_object(token)).status == 404);
}

void authenticating(HttpClient& client) {
  expect_bad_requests(client, kAuthenticate, credentials("ann"));
  const std::string endless(1100, 'x');
  BOOST_TEST(client.json("POST", kAuthenticate, credentials("ann", endless)).status == 400);
  BOOST_TEST(client.json("POST", kAuthenticate, credentials("ann", "wrong")).status == 401);
  BOOST_TEST(client.json("POST", kAuthenticate, credentials("nobody.here")).status == 404);
  const auto token = token_of(client.json("POST", kAuthenticate, credentials("aNN")));
  BOOST_TEST(token_of(client.json("POST", kAuthenticate, credentials("Ann"))) != token);
}

void listing_and_deleting_tokens(HttpClient& client) {
  const auto first = token_of(client.json("POST", kAuthenticate, credentials("ann")));
  const auto second = token_of(client.json("POST", kAuthenticate, credentials("ann")));
  const auto list = client.with_token("GET", kTokens, first);
  BOOST_TEST(list.status == 200);
  BOOST_TEST(list.header("content-type") == "application/json");
  BOOST_TEST(list.body.starts_with(R"({"tokens":[[")"));
  BOOST_TEST(list.body.find("[\"" + first + "\",") < list.body.find("[\"" + second + "\","));
  BOOST_TEST(list.body.find("[\"" + second + "\",") != std::string::npos);

  BOOST_TEST(client.json("DELETE", kTokens, "{}", first).status == 400);
  BOOST_TEST(client.json("DELETE", kTokens, token_object("unknown"), first).status == 404);
  expect_unauthorized(client.json("DELETE", kTokens, token_object(second)));
  expect_empty_success(client.json("DELETE", kTokens, token_object(second), first));
  BOOST_TEST(client.json("DELETE", kTokens, token_object(second), first).status == 404);
  BOOST_TEST(client.with_token("GET", kTokens, first).body.find(second) == std::string::npos);

  expect_unauthorized(client.get(kTokens));
  expect_unauthorized(client.with_token("GET", kTokens, second));
  expect_unauthorized(client.with_token("GET", kTokens, "forged"));
  expect_unauthorized(client.send({"GET", kTokens, {"Authorization: Basic YW5uOng="}, {}}));
}

/// As a person does it: the link opens a page, and only its button verifies.
void verifying_on_the_page(Site& site, HttpClient& client) {
  expect_empty_success(client.json("POST", kRegister, registration("Page", "page@example.org")));
  const auto token = site.mailed_token("page@example.org");
  for (int scanner = 0; scanner < 2; ++scanner) {
    const auto page = client.get("/verify?token=" + token);
    BOOST_TEST(page.status == 200);
    BOOST_TEST(page.header("content-type").starts_with("text/html"));
    BOOST_TEST(page.body.find("<form") != std::string::npos);
    BOOST_TEST(client.json("POST", kAuthenticate, credentials("page")).status == 424);
  }
  const auto pressed = client.send(
      {"POST", "/verify", {"Content-Type: application/x-www-form-urlencoded"}, "token=" + token});
  BOOST_TEST(pressed.status < 400);
  token_of(client.json("POST", kAuthenticate, credentials("page")));
  BOOST_TEST(client.get("/verify?token=" + token).status == 404);
}

void deleting_the_account(HttpClient& client) {
  const auto token = token_of(client.json("POST", kAuthenticate, credentials("ann")));
  expect_unauthorized(client.send({"DELETE", kDelete, {}, {}}));
  expect_empty_success(client.with_token("DELETE", kDelete, token));
  expect_unauthorized(client.with_token("DELETE", kDelete, token));
  BOOST_TEST(client.json("POST", kAuthenticate, credentials("ann")).status == 404);
  expect_empty_success(client.json("POST", kRegister, registration("ann", "ann@example.org")));
}

void whatever_http_owes(HttpClient& client) {
  BOOST_TEST(client.get("/account/no-such-route").status == 404);
  const auto put = client.json("PUT", kTokens, "{}");
  BOOST_TEST(put.status == 405);
  BOOST_TEST(put.header("allow").find("GET") != std::string_view::npos);
  BOOST_TEST(put.header("allow").find("DELETE") != std::string_view::npos);
  const auto options = client.send({"OPTIONS", kRegister, {}, {}});
  BOOST_TEST(options.status / 100 == 2);
  BOOST_TEST(options.header("allow").find("POST") != std::string_view::npos);
  const auto head = client.send({"HEAD", "/health", {}, {}});
  BOOST_TEST(client.send({"HEAD", kTokens, {}, {}}).status == 401);
  BOOST_TEST(head.status == 200);
  BOOST_TEST(head.body.empty());

  const std::string too_large(120 * 1024 + 1, ' ');
  BOOST_TEST(client.json("POST", kRegister, too_large).status == 413);
  const auto multipart = client.send({"POST",
                                      kRegister,
                                      {"Content-Type: multipart/form-data; boundary=x"},
                                      "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
                                      "b\r\n--x--\r\n"});
  BOOST_TEST(multipart.status == 415);
  BOOST_TEST(!multipart.body.empty());
}

void expect_blocked(const Answer& answer) {
  BOOST_TEST(answer.status == 403);
  BOOST_TEST(answer.body.empty());
  BOOST_TEST(!answer.header("retry-after").empty());
}

void being_blocked(HttpClient& client) {
  const auto token = token_of(client.json("POST", kAuthenticate, credentials("page")));
  bool blocked = false;
  for (int failure = 0; failure <= kFailures && !blocked; ++failure) {
    blocked = client.json("POST", kAuthenticate, credentials("page", "wrong")).status == 403;
  }
  BOOST_TEST(blocked);
  expect_blocked(client.json("POST", kAuthenticate, credentials("nobody")));
  expect_blocked(client.json("POST", kRegister, registration("Late", "late@example.org")));
  expect_blocked(client.json("POST", kVerify, token_object("unknown")));
  expect_blocked(client.with_token("GET", kTokens, "dwa_forged"));
  expect_blocked(client.with_token("DELETE", kDelete, "dwa_forged"));
  // Valid credentials pass, however many guesses came from the same address.
  BOOST_TEST(client.with_token("GET", kTokens, token).status == 200);
  expect_empty_success(client.json("DELETE", kTokens, token_object(token), token));
  BOOST_TEST(client.get("/health").status == 200);
}

}  // namespace

Site::Settings walk_settings() {
  return {{"abuse.failures_per_address", std::to_string(kFailures)},
          {"abuse.failures_per_account", std::to_string(kFailures)}};
}

void walk_the_account_document(Site& site) {
  auto client = site.client();
  BOOST_TEST_CONTEXT("registering") { registering(site, client); }
  BOOST_TEST_CONTEXT("verifying") { verifying(site, client); }
  BOOST_TEST_CONTEXT("authenticating") { authenticating(client); }
  BOOST_TEST_CONTEXT("tokens") { listing_and_deleting_tokens(client); }
  BOOST_TEST_CONTEXT("the page") { verifying_on_the_page(site, client); }
  BOOST_TEST_CONTEXT("deleting") { deleting_the_account(client); }
  BOOST_TEST_CONTEXT("HTTP") { whatever_http_owes(client); }
  BOOST_TEST_CONTEXT("the gate") { being_blocked(client); }
}
