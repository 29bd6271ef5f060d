#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <regex>
#include <set>

#include "config/config.h"
#include "pages/renderer.h"
#include "router/router.h"
#include "support/http_world.h"
#include "support/refusals.h"

namespace {

/// The routes of one API: verb, path, who may call.
std::vector<std::string> rows_of(const std::string& name) {
  const HttpWorld service;
  std::vector<std::string> rows;
  for (const auto& api : service.apis.router().apis()) {
    if (api->name() != name) continue;
    for (const auto& route : api->routes()) {
      rows.push_back(std::string(name_of(route.method)) + " " + route.path + " " +
                     std::string(route.access));
    }
  }
  return rows;
}

/// Where the forms of our pages lead, as the pattern of a row has it. An action that a handler
/// fills in is one of the four named here.
std::set<std::string> form_targets() {
  std::set<std::string> targets{"/authenticate/userpass", "/verify", "/oauth2/authorize",
                                "/oauth/authorize"};
  static const std::regex action(R"re(method="post" action="\{\{(base|action)\}\}([^"]*)")re");
  static const std::regex way_back(R"(\{\{way_back\}\})");  // a query
  static const std::regex value(R"(\{(\{\w+\})\})");
  for (const auto& file : pages::page_templates()) {
    const std::string text(file.text);
    for (std::sregex_iterator form(text.begin(), text.end(), action), end; form != end; ++form) {
      if ((*form)[1] != "base") continue;
      const auto path = std::regex_replace((*form)[2].str(), way_back, "");
      targets.insert(std::regex_replace(path, value, "$1"));
    }
  }
  return targets;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mounting)

BOOST_AUTO_TEST_CASE(everything_is_below_the_path_of_the_public_url) {
  HttpWorld service([](config::Config& config) {
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
  HttpWorld service;
  for (const auto* path : {"/account/tokens/", "/Account/tokens", "/account//tokens",
                           "/account/tokens;x", "/account", "//"}) {
    BOOST_TEST(service.get(path).status == 404, path);
  }
}

BOOST_AUTO_TEST_CASE(a_mount_that_is_no_place_is_refused_at_start) {
  BOOST_TEST(refuses(base::ErrorCode::invalid_argument, [] {
    HttpWorld service([](config::Config& config) { config.account.mount = {"auth"}; });
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
  const std::vector<std::string> expected{"POST /authenticate/userpass proving_form",
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
                                          "POST /oauth2/authorize request_or_form",
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

BOOST_AUTO_TEST_CASE(every_form_of_our_pages_leads_to_a_row_that_takes_it_from_our_pages_alone) {
  std::vector<std::string> rows;
  for (const auto* api : {"pages", "oauth", "meta"}) {
    for (auto& row : rows_of(api)) rows.push_back(std::move(row));
  }
  std::size_t forms = 0;
  for (const auto& path : form_targets()) {
    const auto wanted = "POST " + path + " ";
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&](const auto& one) { return one.starts_with(wanted); });
    BOOST_TEST_REQUIRE((row != rows.end()), path);
    BOOST_TEST(row->ends_with("form"), *row);
    ++forms;
  }
  BOOST_TEST(forms > 20U);
}

BOOST_AUTO_TEST_CASE(whatever_a_page_changes_it_changes_by_a_form_of_our_pages) {
  for (const auto& row : rows_of("pages")) {
    BOOST_TEST((row.starts_with("GET ") || row.ends_with("form")), row);
  }
}

BOOST_AUTO_TEST_CASE(a_page_on_which_something_can_be_guessed_is_behind_the_abuse_gate) {
  std::vector<std::string> gated;
  for (const auto& row : rows_of("pages")) {
    if (row.find(" gated") != row.npos || row.find(" proving") != row.npos) gated.push_back(row);
  }
  const std::vector<std::string> expected{"GET /sign-up gated",
                                          "POST /sign-up gated_form",
                                          "GET /verify proving",
                                          "POST /verify proving_form",
                                          "POST /verify/code proving_form",
                                          "POST /password/code proving_form",
                                          "GET /password/reset proving",
                                          "POST /password/reset proving_form",
                                          "GET /email/confirm proving",
                                          "POST /email/confirm proving_form"};
  BOOST_TEST(gated == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_table_has_the_routes_of_the_service) {
  const std::vector<std::string> service{"GET /health anyone", "GET /.well-known/jwks.json anyone",
                                         "GET /.well-known/oauth-authorization-server anyone",
                                         "GET /.well-known/openid-configuration anyone"};
  BOOST_TEST(rows_of("service") == service, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
