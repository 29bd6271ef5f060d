// Which pages of other origins may read an answer in a browser.
#include "config/config.h"
#include "oauth_service.h"

namespace {

struct Page : OAuthService {
  using OAuthService::OAuthService;

  gateway::Response from(const std::string& origin, gateway::Request made) {
    made.headers.add("origin", origin);
    return send(made);
  }
  gateway::Response preflight(const std::string& origin, const std::string& path,
                              const std::string& method = "POST") {
    return from(origin, request(Method::options, path,
                                {{"access-control-request-method", method},
                                 {"access-control-request-headers", "authorization"}}));
  }
  static std::string readers(const gateway::Response& response) {
    return std::string(response.header("Access-Control-Allow-Origin"));
  }
};

struct PortalPage : Page {
  PortalPage()
      : Page([](config::Config& config) { config.portal.cookie_domain = "example.org"; }) {}
};

constexpr auto kApp = "https://app.example";
constexpr auto kStranger = "https://stranger.example";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(cors, Page)

BOOST_AUTO_TEST_CASE(what_is_public_may_be_read_by_any_page_without_cookies) {
  for (const auto* path : {"/.well-known/openid-configuration", "/.well-known/jwks.json",
                           "/.well-known/oauth-authorization-server", "/userinfo"}) {
    for (const auto& response : {from(kStranger, request(Method::get, path)), get(path),
                                 preflight(kStranger, path, "GET")}) {
      BOOST_TEST(readers(response) == "*", path);
      BOOST_TEST(response.header("Access-Control-Allow-Credentials") == "", path);
    }
    const auto asked = preflight(kStranger, path, "GET");
    BOOST_TEST(asked.status == 204);
    BOOST_TEST(asked.header("Access-Control-Allow-Methods").find("GET") != std::string::npos);
    BOOST_TEST(asked.header("Access-Control-Allow-Headers") == "Authorization, Content-Type");
  }
  const auto refused = from(kStranger, request(Method::get, "/userinfo", bearer("x")));
  BOOST_TEST(refused.status == 401);
  BOOST_TEST(readers(refused) == "*");
  BOOST_TEST(refused.header("Access-Control-Expose-Headers") == "WWW-Authenticate");
}

BOOST_AUTO_TEST_CASE(tokens_may_be_read_by_the_pages_of_clients) {
  for (const auto* path : {"/oauth2/token", "/oauth2/access_token", "/oauth2/revoke"}) {
    for (const auto& response : {preflight(kApp, path), from(kApp, form(path, {}))}) {
      BOOST_TEST(readers(response) == kApp, path);
      BOOST_TEST(response.header("Access-Control-Allow-Credentials") == "", path);
      BOOST_TEST(response.header("Vary") == "Origin", path);
    }
    BOOST_TEST(preflight(kApp, path).header("Access-Control-Allow-Methods") == "POST, OPTIONS");
    for (const std::string origin :
         {kStranger, "http://app.example", "https://app.example:444", "https://sub.app.example",
          "https://app.example.evil.example", "null", "", "https://app.example/x"}) {
      const auto response = preflight(origin, path);
      BOOST_TEST(readers(response) == "", origin);
      BOOST_TEST(response.header("Vary") == "Origin");
    }
  }
  BOOST_TEST(readers(preflight(kApp, "/oauth2/introspect")) == "");
  BOOST_TEST(readers(preflight(kApp, "/account/tokens", "GET")) == "");
  BOOST_TEST(readers(preflight(kApp, "/auth", "GET")) == "");
}

BOOST_AUTO_TEST_CASE(a_page_on_this_machine_may_have_any_port_and_goes_with_its_client) {
  const auto local = add({.name = "Local",
                          .is_public = true,
                          .redirect_uris = {"http://localhost/cb", "https://two.example:8443/a",
                                            "https://two.example:8443/b", "com.example.app:/cb"}});
  BOOST_TEST(readers(preflight("http://localhost:3000", "/oauth2/token")) ==
             "http://localhost:3000");
  BOOST_TEST(readers(preflight("https://two.example:8443", "/oauth2/token")) != "");
  BOOST_TEST(readers(preflight("https://two.example", "/oauth2/token")) == "");
  clients.remove(local.client.id, {}, here);
  BOOST_TEST(readers(preflight("http://localhost:3000", "/oauth2/token")) == "");
  BOOST_TEST(readers(preflight(kApp, "/oauth2/token")) == kApp);
}

BOOST_FIXTURE_TEST_CASE(the_portal_is_for_the_pages_below_its_cookies_domain, PortalPage) {
  for (const auto* path : {"/user", "/user/uploads", "/login", "/limits"}) {
    const auto response = preflight("https://www.example.org", path, "GET");
    BOOST_TEST(readers(response) == "https://www.example.org", path);
    BOOST_TEST(response.header("Access-Control-Allow-Credentials") == "true", path);
    for (const auto* origin : {kStranger, "https://example.org.evil.example", "null",
                               "http://www.example.org", "https://evilexample.org"}) {
      BOOST_TEST(readers(preflight(origin, path, "GET")) == "", origin);
    }
  }
  const auto refused = from("https://www.example.org", request(Method::get, "/user/uploads"));
  BOOST_TEST(refused.status == 401);
  BOOST_TEST(refused.header("Access-Control-Allow-Credentials") == "true");
}

BOOST_AUTO_TEST_CASE(without_a_cookie_domain_the_portal_is_for_no_other_page) {
  BOOST_TEST(readers(preflight("https://www.example.org", "/user/uploads", "GET")) == "");
}

BOOST_AUTO_TEST_SUITE_END()
