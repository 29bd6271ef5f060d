#include "config/config.h"
#include "portal/sessions.h"

#include "portal_service.h"
#include "store/accounts.h"

using gateway::Method;

namespace {

/// The size of the header block as the gateway writes it.
std::size_t header_size(const gateway::Response& response) {
  std::size_t size = std::string("Status: 204 No Content\r\n\r\n").size();
  for (const auto& [name, value] : response.headers) size += name.size() + value.size() + 4;
  return size;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(portal_sessions, PortalService)

BOOST_AUTO_TEST_CASE(login_sets_a_cookie_that_lives_as_long_as_the_token) {
  clock.advance(std::chrono::milliseconds(999));
  const auto response = ask(Method::post, "/login", by());
  BOOST_TEST(response.status == 204);
  BOOST_TEST(response.body == "");
  const auto line = response.header("Set-Cookie");
  BOOST_TEST(line.starts_with("skynet-jwt="));
  BOOST_TEST(line.ends_with("; Path=/; Max-Age=899; HttpOnly; SameSite=Lax; Secure"));
  BOOST_TEST(line.find(token().substr(0, 30)) == line.npos);
  BOOST_TEST(ask_with_cookie(Method::get, "/user", cookie()).status == 200);
}

BOOST_AUTO_TEST_CASE(login_makes_no_account) {
  ask(Method::post, "/login", by());
  const auto accounts = database.read(
      [](store::Session& session) { return store::Accounts(session).list(base::Id(), 1); });
  BOOST_TEST(accounts.empty());
}

BOOST_AUTO_TEST_CASE(the_cookie_itself_can_be_taken_to_login_again) {
  const auto response = ask_with_cookie(Method::post, "/login", cookie());
  BOOST_TEST(response.status == 204);
  BOOST_TEST(response.header("Set-Cookie").starts_with("skynet-jwt="));
}

BOOST_AUTO_TEST_CASE(a_domain_of_the_configuration_is_the_cookies) {
  PortalService shared([](config::Config& config) { config.portal.cookie_domain = "example.org"; });
  for (const auto* path : {"/login", "/logout"}) {
    const auto response = shared.ask(Method::post, path, shared.by());
    BOOST_TEST(response.header("Set-Cookie").find("; Path=/; Domain=example.org; Max-Age=") !=
               std::string_view::npos);
  }
}

BOOST_AUTO_TEST_CASE(logout_takes_the_cookie_away_and_needs_a_token_itself) {
  const auto value = cookie();
  const auto response = ask_with_cookie(Method::post, "/logout", value);
  BOOST_TEST(response.status == 204);
  BOOST_TEST(response.header("Set-Cookie") ==
             "skynet-jwt=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure");
  BOOST_TEST(ask(Method::post, "/logout").status == 401);
}

BOOST_AUTO_TEST_CASE(a_token_in_the_time_of_the_skew_gets_a_cookie_of_a_second) {
  const auto late = bearer(token());
  clock.advance(std::chrono::seconds(910));
  BOOST_TEST(ask(Method::post, "/login", late).header("Set-Cookie").find("; Max-Age=1;") !=
             std::string_view::npos);
}

BOOST_AUTO_TEST_CASE(no_cookie_lives_longer_than_browsers_keep_one) {
  auto object = claims();
  object["exp"] = 1e15;
  const auto response = ask(Method::post, "/login", bearer(issuer.signed_token(object)));
  BOOST_TEST(response.header("Set-Cookie").find("; Max-Age=34560000;") != std::string_view::npos);
}

BOOST_AUTO_TEST_CASE(a_token_too_long_for_a_cookie_is_400_and_still_a_bearer_token) {
  PortalService longest(
      [](config::Config& config) { config.portal.cookie_domain = std::string(249, 'a') + ".org"; });
  auto object = longest.claims();
  std::size_t taken = 0;
  for (std::size_t size = 1000; size < 2400; size += 10) {
    object["x"] = std::string(size, 'x');
    const auto jwt = longest.issuer.signed_token(object);
    const auto response = longest.ask(Method::post, "/login", HttpWorld::bearer(jwt));
    BOOST_TEST((response.status == 204 || response.status == 400));
    if (response.status == 400) BOOST_TEST(response.body.find("too long") != std::string::npos);
    if (response.status != 204) continue;
    taken = jwt.size();
    BOOST_TEST(header_size(response) <= 3584U);
  }
  BOOST_TEST(taken > 2250U);
  BOOST_TEST(taken < 2400U);
  BOOST_TEST(
      longest.ask(Method::get, "/user", HttpWorld::bearer(longest.issuer.signed_token(object)))
          .status == 200);
}

BOOST_AUTO_TEST_CASE(other_verbs_are_405_in_plain_text) {
  for (const auto* path : {"/login", "/logout"}) {
    const auto response = ask(Method::get, path, by());
    BOOST_TEST(response.status == 405);
    BOOST_TEST(response.header("Allow") == "POST, OPTIONS");
    BOOST_TEST(response.body == "Method Not Allowed\n");
    BOOST_TEST(response.header("Content-Type") == "text/plain; charset=utf-8");
  }
}

BOOST_AUTO_TEST_SUITE_END()
