#include <boost/test/unit_test.hpp>

#include "support/refusals.h"
#include "support/test_service.h"

namespace {

/// The routes of one API: verb, path, who may call.
std::vector<std::string> rows_of(const std::string& name) {
  const TestService service;
  std::vector<std::string> rows;
  for (const auto& api : service.apis.router().apis()) {
    if (api->name() != name) continue;
    for (const auto& route : api->routes()) {
      rows.push_back(std::string(name_of(route.method)) + " " + route.path + " " +
                     std::string(router::name_of(route.access)));
    }
  }
  return rows;
}

}  // namespace

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
                           "/account/tokens;x", "/account", "//"}) {
    BOOST_TEST(service.get(path).status == 404, path);
  }
}

BOOST_AUTO_TEST_CASE(a_mount_that_is_no_place_is_refused_at_start) {
  BOOST_TEST(refuses(base::ErrorCode::invalid_argument, [] {
    TestService service([](config::Config& config) { config.account.mount = {"auth"}; });
  }));
}

BOOST_AUTO_TEST_CASE(the_table_has_every_route_of_the_account_document) {
  const std::vector<std::string> expected{
      "POST /account/register gated",         "POST /account/verify proving",
      "POST /account/authenticate proving",   "GET /account/tokens account_token",
      "DELETE /account/tokens account_token", "DELETE /account/delete account_token"};
  BOOST_TEST(rows_of("account") == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_table_has_every_route_of_the_portal_document) {
  const std::vector<std::string> expected{"POST /login upstream_token",
                                          "POST /logout upstream_token",
                                          "GET /user portal_account",
                                          "PUT /user portal_account",
                                          "DELETE /user portal_account",
                                          "POST /track/upload/{skylink} portal_account",
                                          "POST /track/download/{skylink} portal_account",
                                          "POST /track/registry/read portal_account",
                                          "POST /track/registry/write portal_account",
                                          "GET /user/uploads portal_account",
                                          "GET /user/downloads portal_account",
                                          "GET /user/stats portal_account",
                                          "GET /user/limits anyone",
                                          "GET /limits anyone"};
  BOOST_TEST(rows_of("portal") == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_table_has_every_route_of_the_token_document) {
  const std::vector<std::string> expected{"GET /version anyone",
                                          "GET /pubkey anyone",
                                          "GET /token proving",
                                          "GET /check anyone",
                                          "GET /refresh_token password_token",
                                          "DELETE /refresh_token user_token",
                                          "POST /user gated",
                                          "GET /user anyone",
                                          "PATCH /user password_token",
                                          "DELETE /user password_token"};
  BOOST_TEST(rows_of("token") == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_table_has_every_route_of_the_oauth_document_and_the_rfcs) {
  const std::vector<std::string> expected{"POST /authenticate/userpass proving",
                                          "POST /authenticate/SignatureAuthentication proving",
                                          "GET /oauth2/validate anyone",
                                          "GET /oauth2/info anyone",
                                          "GET /userinfo anyone",
                                          "POST /userinfo anyone",
                                          "POST /oauth2/access_token anyone",
                                          "POST /oauth2/token anyone",
                                          "POST /oauth2/introspect anyone",
                                          "POST /oauth2/revoke anyone",
                                          "GET /oauth2/authorize anyone",
                                          "POST /oauth2/authorize session_form",
                                          "GET /auth anyone",
                                          "OPTIONS /auth anyone"};
  BOOST_TEST(rows_of("oauth") == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_page_that_changes_something_for_somebody_wants_their_form) {
  const auto is_own = [](const std::string& row) {
    return row.find("/settings") != row.npos || row.find("/sign-out") != row.npos ||
           row.find("/email ") != row.npos;
  };
  for (const auto& row : rows_of("pages")) {
    const auto* access = row.starts_with("POST") ? " session_form" : " session";
    BOOST_TEST(row.ends_with(access) == is_own(row), row);
  }
  BOOST_TEST(rows_of("pages").size() > 20U);
}

BOOST_AUTO_TEST_CASE(a_page_on_which_something_can_be_guessed_is_behind_the_abuse_gate) {
  std::vector<std::string> gated;
  for (const auto& row : rows_of("pages")) {
    if (row.ends_with(" gated") || row.ends_with(" proving")) gated.push_back(row);
  }
  const std::vector<std::string> expected{
      "GET /sign-up gated",         "POST /sign-up gated",         "GET /verify proving",
      "POST /verify proving",       "GET /password/reset proving", "POST /password/reset proving",
      "GET /email/confirm proving", "POST /email/confirm proving"};
  BOOST_TEST(gated == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_table_has_the_routes_of_the_service) {
  const std::vector<std::string> service{"GET /health anyone", "GET /.well-known/jwks.json anyone",
                                         "GET /.well-known/oauth-authorization-server anyone",
                                         "GET /.well-known/openid-configuration anyone"};
  BOOST_TEST(rows_of("service") == service, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
