#include <boost/test/unit_test.hpp>

#include "json/json.h"
#include "support/http_world.h"

namespace {

constexpr auto kPath = "/account/tokens";

std::string token_json(const std::string& token) { return json::dump({{"token", token}}); }

struct SignedIn : HttpWorld {
  SignedIn() {
    make_account("alice");
    make_account("bob");
    token = sign_in("bob");
  }
  std::string token;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(own_tokens, SignedIn)

BOOST_AUTO_TEST_CASE(tokens_are_listed_whole_oldest_first_with_their_expiry_in_seconds) {
  const auto first_expiry = base::to_seconds(clock.now() + std::chrono::days(30));
  clock.advance(std::chrono::seconds(5));
  const auto second = sign_in("bob");
  const auto response = get(kPath, bearer(second));
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.header("Content-Type") == "application/json");
  BOOST_TEST(response.body == R"({"tokens":[[")" + token + "\"," + std::to_string(first_expiry) +
                                  "],[\"" + second + "\"," + std::to_string(first_expiry + 5) +
                                  "]]}");
}

BOOST_AUTO_TEST_CASE(expired_tokens_and_those_of_others_are_not_listed) {
  sign_in("alice");
  clock.advance(std::chrono::days(15));
  const auto second = sign_in("bob");
  clock.advance(std::chrono::days(16));
  const auto object = json::parse_object(get(kPath, bearer(second)).body);
  BOOST_TEST(object.at("tokens").size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_deleted_token_opens_nothing_any_more) {
  const auto other = sign_in("bob");
  const auto response = del(kPath, token_json(other), bearer(token));
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.body == "");
  BOOST_TEST(get(kPath, bearer(other)).status == 401);
  BOOST_TEST(del(kPath, token_json(other), bearer(token)).status == 404);
}

BOOST_AUTO_TEST_CASE(the_token_in_use_may_be_deleted) {
  BOOST_TEST(del(kPath, token_json(token), bearer(token)).status == 200);
  BOOST_TEST(get(kPath, bearer(token)).status == 401);
}

BOOST_AUTO_TEST_CASE(the_tokens_of_others_are_404_like_those_that_never_were) {
  const auto hers = sign_in("alice");
  const auto foreign = del(kPath, token_json(hers), bearer(token));
  const auto unknown = del(kPath, token_json("dwa_nothing"), bearer(token));
  BOOST_TEST(foreign.status == 404);
  BOOST_TEST(unknown.status == 404);
  BOOST_TEST(foreign.body == unknown.body);
  BOOST_TEST(get(kPath, bearer(hers)).status == 200);
}

BOOST_AUTO_TEST_CASE(malformed_deletions_are_400_but_only_for_those_who_may_ask) {
  for (const auto* body : {"{}", "[]", "x", R"({"token":7})"}) {
    BOOST_TEST(del(kPath, body, bearer(token)).status == 400, body);
    BOOST_TEST(del(kPath, body).status == 401, body);
  }
}

BOOST_AUTO_TEST_CASE(without_a_token_that_lives_everything_is_401) {
  const auto mailed = tokens.mint(crypto::TokenKind::challenge, base::Id());
  for (const auto& headers :
       {Headers{}, bearer("x"), bearer(token + "x"), bearer(mailed),
        Headers{{"authorization", "Basic " + token}}, Headers{{"authorization", token}}}) {
    const auto response = get(kPath, headers);
    BOOST_TEST(response.status == 401);
    BOOST_TEST(response.header("WWW-Authenticate") == "Bearer");
  }
  clock.advance(std::chrono::days(30));
  BOOST_TEST(get(kPath, bearer(token)).status == 401);
}

BOOST_AUTO_TEST_SUITE_END()
