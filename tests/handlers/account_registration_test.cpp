#include <boost/test/unit_test.hpp>

#include "config/config.h"
#include "support/http_world.h"

namespace {

constexpr auto kRegister = "/account/register";
constexpr auto kVerify = "/account/verify";

std::string wish(const std::string& username, const std::string& email) {
  return R"({"username":")" + username + R"(","password":"pass word","email":")" + email + "\"}";
}

std::string token_json(const std::string& token) { return R"({"token":")" + token + "\"}"; }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(registration, HttpWorld)

BOOST_AUTO_TEST_CASE(a_registration_answers_empty_stores_a_pending_account_and_queues_a_mail) {
  const auto response = post(kRegister, wish("Alice", "Alice@Example.org"));
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.body == "");
  BOOST_TEST(response.header("Content-Type") == "");

  const auto stored = account("alice");
  BOOST_REQUIRE(stored.has_value());
  BOOST_TEST(stored->username == "Alice");
  BOOST_TEST((stored->state == model::AccountState::pending));
  BOOST_REQUIRE_EQUAL(mails().size(), 1U);
  BOOST_TEST(mails().front().recipient == "Alice@Example.org");
  BOOST_TEST(mails().front().template_name == "verify");
}

BOOST_AUTO_TEST_CASE(the_mail_is_in_the_language_of_the_client) {
  register_account("alice", {{"accept-language", "de-AT,de;q=0.9,en;q=0.5"}});
  register_account("bob", {{"accept-language", "fr"}});
  register_account("carol");
  const auto queued = mails();
  BOOST_REQUIRE_EQUAL(queued.size(), 3U);
  BOOST_TEST(queued[0].language == "de");
  BOOST_TEST(queued[1].language == "en");
  BOOST_TEST(queued[2].language == "en");
}

BOOST_AUTO_TEST_CASE(malformed_requests_are_400_and_store_nothing) {
  const std::string no_requests[] = {
      "",
      "{",
      "null",
      "[]",
      "\"text\"",
      "{}",
      R"({"username":"alice","password":"x"})",
      R"({"username":"alice","email":"a@example.org"})",
      R"({"password":"x","email":"a@example.org"})",
      R"({"username":"","password":"x","email":"a@example.org"})",
      R"({"username":"alice","password":"","email":"a@example.org"})",
      R"({"username":"alice","password":"x","email":""})",
      R"({"username":7,"password":"x","email":"a@example.org"})",
      R"({"username":"alice","password":null,"email":"a@example.org"})",
      R"({"username":"alice","password":"x","email":["a@example.org"]})",
      R"({"username":"alice","username":"bob","password":"x","email":"a@example.org"})",
      R"({"username":"alice","password":"x","email":"a@example.org"} trailing)",
      wish(std::string(65, 'a'), "a@example.org"),
      wish("ad min", "a@example.org"),
      wish("аlice", "a@example.org"),
      R"({"username":"alice","email":"a@example.org","password":")" + std::string(1025, 'p') +
          "\"}",
      // A malformed request is reported before a malformed address.
      R"({"username":"","password":"x","email":"nonsense"})",
  };
  for (const auto& body : no_requests) {
    auto request = gateway::Request();
    request.method = gateway::Method::post;
    request.path = kRegister;
    request.media_type = "application/json";
    request.body = body;
    const auto response = send(request);
    BOOST_TEST(response.status == 400, body);
    BOOST_TEST(response.header("Content-Type") == "text/plain; charset=utf-8");
    BOOST_TEST(response.body.size() > 10U, body);
  }
  BOOST_TEST(mails().empty());
}

BOOST_AUTO_TEST_CASE(a_body_that_does_not_say_it_is_json_is_400) {
  for (const auto* type : {"", "text/plain", "application/x-www-form-urlencoded"}) {
    gateway::Request request;
    request.method = gateway::Method::post;
    request.path = kRegister;
    request.media_type = type;
    request.body = wish("alice", "alice@example.org");
    BOOST_TEST(send(request).status == 400, type);
  }
}

BOOST_AUTO_TEST_CASE(fields_that_we_do_not_know_are_passed_over) {
  const auto response = post(
      kRegister,
      R"({"username":"alice","password":"x","email":"alice@example.org","admin":true,"z":[{}]})");
  BOOST_TEST(response.status == 200);
}

BOOST_AUTO_TEST_CASE(the_longest_password_is_taken) {
  BOOST_TEST(post(kRegister, R"({"username":"alice","email":"alice@example.org","password":")" +
                                 std::string(1024, 'p') + "\"}")
                 .status == 200);
}

BOOST_AUTO_TEST_CASE(malformed_addresses_are_422) {
  for (const std::string email :
       {"nonsense", "a@b", "@example.org", "a@", "a@@example.org", "a b@example.org",
        "a@example..org", R"(a@example.org\r\nBcc: x@example.net)", "a@ex_ample.org"}) {
    const auto response = post(kRegister, wish("alice", email));
    BOOST_TEST(response.status == 422, email);
    BOOST_TEST(response.header("Content-Type") == "text/plain; charset=utf-8");
  }
  BOOST_TEST(post(kRegister, wish("alice", std::string(250, 'a') + "@example.org")).status == 422);
}

BOOST_AUTO_TEST_CASE(what_is_taken_is_named_and_the_username_first) {
  register_account("alice");
  const auto name = post(kRegister, wish("ALICE", "other@example.org"));
  BOOST_TEST(name.status == 409);
  BOOST_TEST(name.body == R"({"conflict":"username"})");
  BOOST_TEST(name.header("Content-Type") == "application/json");

  const auto email = post(kRegister, wish("other", "Alice@example.org"));
  BOOST_TEST(email.status == 409);
  BOOST_TEST(email.body == R"({"conflict":"email"})");

  BOOST_TEST(register_account("alice").body == R"({"conflict":"username"})");
}

BOOST_AUTO_TEST_CASE(too_many_registrations_are_403_with_an_empty_body) {
  HttpWorld service([](config::Config& config) { config.abuse.registrations_per_address = 2; });
  service.register_account("alice");
  service.register_account("bob");
  const auto response = service.register_account("carol");
  BOOST_TEST(response.status == 403);
  BOOST_TEST(response.body == "");
  BOOST_TEST(std::stoi(std::string(response.header("Retry-After"))) > 0);
}

BOOST_AUTO_TEST_CASE(the_mailed_token_verifies_the_account_once) {
  register_account("alice");
  const auto token = mailed_token();
  const auto response = post(kVerify, token_json(token));
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.body == "");
  BOOST_TEST((account("alice")->state == model::AccountState::active));
  BOOST_TEST(post(kVerify, token_json(token)).status == 404);
}

BOOST_AUTO_TEST_CASE(tokens_that_are_none_are_404_and_bodies_that_are_none_400) {
  register_account("alice");
  const auto token = mailed_token();
  for (const auto& wrong : {std::string("x"), token + "x", token.substr(0, 20), std::string("%"),
                            tokens.mint(crypto::TokenKind::account, mails().front().challenge)}) {
    BOOST_TEST(post(kVerify, token_json(wrong)).status == 404, wrong);
  }
  for (const auto& body : {std::string("{}"), R"({"token":[")" + token + "\"]}",
                           std::string(R"({"token":""})"), std::string("nonsense")}) {
    BOOST_TEST(post(kVerify, body).status == 400, body);
  }
  BOOST_TEST((account("alice")->state == model::AccountState::pending));
}

BOOST_AUTO_TEST_CASE(after_ten_minutes_the_token_is_404_and_name_and_address_are_free) {
  register_account("alice");
  const auto token = mailed_token();
  clock.advance(std::chrono::seconds(601));
  BOOST_TEST(post(kVerify, token_json(token)).status == 404);
  BOOST_TEST(register_account("alice").status == 200);
}

BOOST_AUTO_TEST_CASE(hardened_never_tells_that_an_address_is_taken) {
  HttpWorld service([](config::Config& config) { config.account.mode = config::Mode::hardened; });
  service.make_account("alice");
  const auto response = service.post(kRegister, wish("mallory", "alice@example.org"));
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.body == "");
}

BOOST_AUTO_TEST_SUITE_END()
