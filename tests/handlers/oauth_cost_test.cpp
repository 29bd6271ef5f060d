// What a sign-in by a client asks of the database.
#include "oauth_service.h"
#include "support/count_statements.h"

BOOST_FIXTURE_TEST_SUITE(oauth_cost, OAuthService)

BOOST_AUTO_TEST_CASE(a_sign_in_that_was_allowed_before_asks_for_each_thing_once) {
  tokens_for();  // allows it, and warms up
  BOOST_TEST(sent_back(authorize(wish_of(app)), "code") != "");
  std::string code;
  const auto asked =
      count_statements(database, [&] { code = sent_back(authorize(wish_of(app)), "code"); });
  BOOST_TEST(code != "");
  BOOST_TEST(asked == 9);
}

BOOST_AUTO_TEST_CASE(the_tokens_of_a_code_ask_for_each_thing_once) {
  tokens_for();
  const auto next = code();
  int status = 0;
  const auto asked =
      count_statements(database, [&] { status = ask_tokens(code_grant(next), basic(app)).status; });
  BOOST_TEST(status == 200);
  BOOST_TEST(asked == 8);
}

BOOST_AUTO_TEST_SUITE_END()
