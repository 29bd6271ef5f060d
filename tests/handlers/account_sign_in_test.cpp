#include <boost/test/unit_test.hpp>

#include "config/config.h"
#include "json/json.h"
#include "support/http_world.h"

namespace {

constexpr auto kPath = "/account/authenticate";

std::string credentials(const std::string& username, const std::string& password) {
  return json::dump({{"username", username}, {"password", password}});
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(account_sign_in, HttpWorld)

BOOST_AUTO_TEST_CASE(the_right_password_gets_a_new_token_each_time) {
  make_account("alice");
  const auto response = post(kPath, credentials("Alice", "pass word"));
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.header("Content-Type") == "application/json");
  const auto object = json::parse_object(response.body);
  BOOST_TEST(object.size() == 1U);
  const std::string token(json::text_member(object, "token").value());
  BOOST_TEST(token.starts_with("dwa_"));
  BOOST_TEST(token != sign_in("alice"));
}

BOOST_AUTO_TEST_CASE(a_wrong_password_is_401) {
  make_account("alice");
  const auto response = post(kPath, credentials("alice", "wrong"));
  BOOST_TEST(response.status == 401);
  BOOST_TEST(response.header("WWW-Authenticate") == "Bearer");
  BOOST_TEST(response.header("Content-Type") == "text/plain; charset=utf-8");
}

BOOST_AUTO_TEST_CASE(a_name_that_nobody_has_is_404) {
  BOOST_TEST(post(kPath, credentials("nobody", "x")).status == 404);
  BOOST_TEST(post(kPath, credentials("no name!", "x")).status == 404);
}

BOOST_AUTO_TEST_CASE(hardened_answers_for_unknown_names_as_for_wrong_passwords) {
  HttpWorld service([](config::Config& config) { config.account.mode = config::Mode::hardened; });
  service.make_account("alice");
  const auto unknown = service.post(kPath, credentials("nobody", "x"));
  const auto wrong = service.post(kPath, credentials("alice", "x"));
  BOOST_TEST(unknown.status == 401);
  BOOST_TEST(wrong.status == 401);
  BOOST_TEST(unknown.body == wrong.body);
  BOOST_TEST((unknown.headers == wrong.headers));
}

BOOST_AUTO_TEST_CASE(a_pending_account_is_424_for_the_right_password_only) {
  register_account("alice");
  BOOST_TEST(post(kPath, credentials("alice", "pass word")).status == 424);
  BOOST_TEST(post(kPath, credentials("alice", "wrong")).status == 401);
  clock.advance(std::chrono::seconds(601));
  BOOST_TEST(post(kPath, credentials("alice", "pass word")).status == 404);
}

BOOST_AUTO_TEST_CASE(a_blocked_account_is_403_for_the_right_password_only) {
  make_blocked_account("eve");
  BOOST_TEST(post(kPath, credentials("eve", "pass word")).status == 403);
  BOOST_TEST(post(kPath, credentials("eve", "wrong")).status == 401);
}

BOOST_AUTO_TEST_CASE(malformed_requests_are_400) {
  for (const auto* body :
       {"", "{}", "[]", R"({"username":"alice"})", R"({"password":"x"})",
        R"({"username":"alice","password":""})", R"({"username":"","password":"x"})",
        R"({"username":{"$ne":1},"password":"x"})"}) {
    BOOST_TEST(post(kPath, body).status == 400, body);
  }
  BOOST_TEST(post(kPath, credentials(std::string(65, 'a'), "x")).status == 400);
  BOOST_TEST(post(kPath, credentials("alice", std::string(1025, 'x'))).status == 400);
}

BOOST_AUTO_TEST_CASE(an_address_over_its_budget_of_failures_is_403_with_an_empty_body) {
  HttpWorld service([](config::Config& config) { config.abuse.failures_per_address = 3; });
  service.make_account("alice");
  for (int i = 0; i < 3; ++i) service.post(kPath, credentials("alice", "wrong"));
  for (const auto* body : {R"({"username":"alice","password":"pass word"})", "nonsense"}) {
    const auto response = service.post(kPath, body);
    BOOST_TEST(response.status == 403, body);
    BOOST_TEST(response.body == "");
    BOOST_TEST(std::stoi(std::string(response.header("Retry-After"))) > 0);
  }
  service.clock.advance(std::chrono::minutes(31));
  BOOST_TEST(service.post(kPath, credentials("alice", "pass word")).status == 200);
}

BOOST_AUTO_TEST_CASE(a_get_is_405_and_names_the_verbs) {
  const auto response = get(kPath);
  BOOST_TEST(response.status == 405);
  BOOST_TEST(response.header("Allow") == "POST, OPTIONS");
}

BOOST_AUTO_TEST_SUITE_END()
