#include <boost/test/unit_test.hpp>

#include "support/refusals.h"
#include "support/test_service.h"

BOOST_AUTO_TEST_SUITE(mounting)

BOOST_AUTO_TEST_CASE(everything_is_below_the_path_of_the_public_url) {
  TestService service([](config::Config& config) {
    config.public_url = "https://example.org/auth";
    config.account.mount = {"/", "api.example.net/"};
  });
  BOOST_TEST(service.get("/auth/account/tokens").status == 401);
  BOOST_TEST(service.get("/auth/health").status == 200);
  BOOST_TEST(service.get("/auth/verify").header("Content-Type") == "text/html; charset=utf-8");
  BOOST_TEST(service.get("/account/tokens").status == 404);
  BOOST_TEST(service.get("/health").status == 404);

  gateway::Request request;
  request.host = "api.example.net";
  request.path = "/account/tokens";
  BOOST_TEST(service.send(request).status == 401);
}

BOOST_AUTO_TEST_CASE(one_path_one_spelling) {
  TestService service;
  for (const auto* path : {"/account/tokens/", "/Account/tokens", "/account//tokens",
                           "/account/tokens;x", "/account", "/"}) {
    BOOST_TEST(service.get(path).status == 404, path);
  }
}

BOOST_AUTO_TEST_CASE(a_mount_that_is_no_place_is_refused_at_start) {
  BOOST_TEST(refuses(base::ErrorCode::invalid_argument, [] {
    TestService service([](config::Config& config) { config.account.mount = {"auth"}; });
  }));
}

BOOST_AUTO_TEST_CASE(the_table_has_every_route_of_the_account_document) {
  TestService service;
  std::vector<std::string> rows;
  for (const auto& api : service.apis.router().apis()) {
    for (const auto& route : api->routes()) {
      rows.push_back(api->name() + " " + std::string(name_of(route.method)) + " " + route.path +
                     " " + std::string(router::name_of(route.access)));
    }
  }
  const std::vector<std::string> expected{
      "account POST /account/register gated",
      "account POST /account/verify gated",
      "account POST /account/authenticate gated",
      "account GET /account/tokens account_token",
      "account DELETE /account/tokens account_token",
      "account DELETE /account/delete account_token",
      "pages GET /verify gated",
      "pages POST /verify gated",
      "service GET /health anyone",
  };
  BOOST_TEST(rows == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
