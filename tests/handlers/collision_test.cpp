#include <algorithm>

#include "config/config.h"
#include "portal_service.h"

using gateway::Method;

namespace {

/// The portal API and the token API at these places.
struct Shared : PortalService {
  explicit Shared(const std::string& portal_place = "/", const std::string& token_place = "/")
      : PortalService([&](config::Config& config) {
          config.portal.mount = {portal_place};
          config.token.mount = {token_place};
        }) {}

  /// An access token of the token API.
  std::string own_token(const std::string& name = "ada", const std::string& place = "") {
    auto create = request(Method::post, place + "/user");
    create.media_type = "application/json";
    create.body = json::dump({{"user", name}, {"pass", "pass word"}});
    send(create);
    create.method = Method::get;
    create.method_text = "GET";
    create.path = place + "/token";
    const auto response = send(create);
    BOOST_REQUIRE_EQUAL(response.status, 200);
    return response.body;
  }
};

bool is_portals(const gateway::Response& response) {
  return response.status == 200 && response.body.starts_with(R"({"sub":"c0ffee")");
}

bool is_tokens(const gateway::Response& response) {
  return response.status == 200 && response.body.find("\"token_type\"") != std::string::npos;
}

gateway::Request with_query(gateway::Request request, const std::string& token) {
  request.query.add("access_token", token);
  return request;
}

gateway::Request with_form(gateway::Request request, const std::string& form) {
  request.media_type = "application/x-www-form-urlencoded";
  request.body = form;
  return request;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(collision, Shared)

BOOST_AUTO_TEST_CASE(a_bearer_token_of_our_own_is_the_token_apis) {
  BOOST_TEST(is_tokens(ask(Method::get, "/user", bearer(own_token()))));
}

BOOST_AUTO_TEST_CASE(one_of_our_own_that_is_not_valid_is_still_the_token_apis) {
  auto forged = own_token();
  forged[forged.size() - 10] = forged[forged.size() - 10] == 'A' ? 'B' : 'A';
  BOOST_TEST(ask(Method::get, "/user", bearer(forged)).status == 204);
}

BOOST_AUTO_TEST_CASE(an_access_token_in_the_query_or_a_form_is_the_token_apis) {
  const auto own = own_token();
  const auto get = request(Method::get, "/user");
  BOOST_TEST(is_tokens(send(with_query(get, own))));
  BOOST_TEST(is_tokens(send(with_form(get, "access_token=" + own))));
  BOOST_TEST(send(with_query(get, "x")).status == 204);
  BOOST_TEST(send(with_form(get, "access_token=")).status == 204);
}

BOOST_AUTO_TEST_CASE(an_upstream_token_or_its_cookie_is_the_portals) {
  BOOST_TEST(is_portals(ask(Method::get, "/user", by())));
  BOOST_TEST(is_portals(ask_with_cookie(Method::get, "/user", cookie())));
  BOOST_TEST(ask_with_cookie(Method::get, "/user", "planted").status == 401);
}

BOOST_AUTO_TEST_CASE(any_other_bearer_token_is_the_portals) {
  for (const std::string text : {"x", "a.b.c", "dwa_0000", "{}"}) {
    BOOST_TEST(ask(Method::get, "/user", bearer(text)).status == 401, text);
  }
}

BOOST_AUTO_TEST_CASE(an_access_token_wins_over_the_portals_credentials) {
  const auto own = own_token();
  BOOST_TEST(
      is_tokens(send(with_query(with_cookie(request(Method::get, "/user"), cookie()), own))));
  BOOST_TEST(is_tokens(ask_with_cookie(Method::get, "/user", cookie(), bearer(own))));
}

BOOST_AUTO_TEST_CASE(without_credentials_the_first_that_is_mounted_answers) {
  BOOST_TEST(ask(Method::get, "/user").status == 401);
  BOOST_TEST(ask(Method::get, "/user", {{"authorization", "Basic dTpw"}}).status == 401);
  BOOST_TEST(ask(Method::del, "/user").status == 401);
  BOOST_TEST(ask(Method::del, "/user").body.starts_with(R"({"message":")"));
}

BOOST_AUTO_TEST_CASE(delete_is_decided_alike) {
  const auto own = own_token();
  user();
  BOOST_TEST(ask(Method::del, "/user", by()).header("Set-Cookie") != "");
  const auto gone = ask(Method::del, "/user", bearer(own));
  BOOST_TEST(gone.status == 204);
  BOOST_TEST(gone.header("Set-Cookie") == "");
  BOOST_TEST(ask(Method::del, "/user", bearer(own)).status == 404);
}

BOOST_AUTO_TEST_CASE(what_only_one_of_them_has_is_its_own_whatever_the_credentials) {
  BOOST_TEST(ask(Method::patch, "/user", by()).status == 401);
  BOOST_TEST(put("/user", R"({"password":"x"})", bearer(own_token())).status == 401);
  const auto wrong = ask(Method::other, "/user");
  BOOST_TEST(wrong.status == 405);
  BOOST_TEST(wrong.header("Allow") == "GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS");
}

BOOST_AUTO_TEST_CASE(a_form_that_cannot_be_read_is_refused) {
  BOOST_TEST(send(with_form(request(Method::get, "/user"), "a=%zz")).status == 400);
}

BOOST_AUTO_TEST_CASE(alone_at_its_place_each_answers_as_documented) {
  Shared apart("/portal", "/token");
  const auto own = apart.own_token("ada", "/token");
  BOOST_TEST(is_portals(apart.ask(Method::get, "/portal/user", apart.by())));
  BOOST_TEST(apart.ask(Method::get, "/portal/user").status == 401);
  BOOST_TEST(apart.ask(Method::get, "/portal/user", bearer(own)).status == 401);
  BOOST_TEST(is_tokens(apart.ask(Method::get, "/token/user", bearer(own))));
  BOOST_TEST(apart.ask(Method::get, "/token/user").status == 204);
  BOOST_TEST(apart.ask(Method::get, "/token/user", apart.by()).status == 204);
}

BOOST_AUTO_TEST_CASE(a_host_of_its_own_is_a_place_of_its_own) {
  Shared apart("/", "api.example.net/");
  const auto own = apart.request(Method::get, "/user");
  auto there = own;
  there.host = "api.example.net";
  BOOST_TEST(apart.send(own).status == 401);
  BOOST_TEST(apart.send(there).status == 204);
}

BOOST_AUTO_TEST_SUITE_END()
