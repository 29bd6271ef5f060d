#include "handlers/page_visitor.h"

namespace {

using gateway::Method;

constexpr const char* kBrowser = "text/html,application/xhtml+xml,*/*;q=0.8";

struct Strays : HttpWorld {
  gateway::Response ask(Method method, const std::string& path, const std::string& accept) {
    gateway::Request request;
    request.method = method;
    request.method_text = gateway::name_of(method);
    request.path = path;
    request.client_address = "192.0.2.1";
    if (!accept.empty()) request.headers.add("accept", accept);
    return send(std::move(request));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(page_strays, Strays)

BOOST_AUTO_TEST_CASE(a_browser_gets_a_page_where_nothing_is) {
  for (const auto* path : {"/nothing", "/settings/nothing", "/account", "/.well-known/nothing"}) {
    for (const auto method : {Method::get, Method::head, Method::post}) {
      const auto page = ask(method, path, kBrowser);
      BOOST_TEST(page.status == 404, path);
      BOOST_TEST(page.header("Content-Type") == "text/html; charset=utf-8", path);
      BOOST_TEST(page.header("Vary") == "Accept", path);
      BOOST_TEST(contains(page.body, "<a href=\"/\">"), path);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_program_gets_json_where_nothing_is) {
  for (const std::string accept : {"", "*/*", "application/json"}) {
    const auto answer = ask(Method::get, "/nothing", accept);
    BOOST_TEST(answer.status == 404, accept);
    BOOST_TEST(answer.header("Content-Type") == "application/json", accept);
    BOOST_TEST(answer.body ==
               R"({"status":"not_found","message":"There is nothing at this address."})");
  }
  BOOST_TEST(ask(Method::options, "/nothing", "").status == 404);
}

BOOST_AUTO_TEST_CASE(a_wrong_verb_at_a_page_or_at_the_service_is_told_likewise) {
  const std::pair<const char*, const char*> allowed[] = {
      {"/", "GET, HEAD, OPTIONS"},
      {"/sign-in", "GET, HEAD, OPTIONS"},
      {"/sign-up", "GET, HEAD, POST, OPTIONS"},
      {"/settings/password", "POST, OPTIONS"},
      {"/health", "GET, HEAD, OPTIONS"},
      {"/.well-known/jwks.json", "GET, HEAD, OPTIONS"}};
  for (const auto& [path, methods] : allowed) {
    const auto page = ask(Method::del, path, kBrowser);
    BOOST_TEST(page.status == 405, path);
    BOOST_TEST(page.header("Allow") == methods, path);
    BOOST_TEST(contains(page.body, "cannot be done at this address"), path);
    const auto answer = ask(Method::del, path, "application/json");
    BOOST_TEST(answer.status == 405, path);
    BOOST_TEST(answer.header("Allow") == methods, path);
    BOOST_TEST(contains(answer.body, R"({"status":"method_not_allowed",)"), path);
    BOOST_TEST(ask(Method::options, path, kBrowser).status == 204, path);
  }
}

BOOST_AUTO_TEST_CASE(what_an_api_owns_is_refused_in_its_own_shape_whoever_asks) {
  const std::pair<const char*, const char*> bodies[] = {
      {"/limits", "Method Not Allowed\n"},
      {"/account/tokens", "This address does not take this method.\n"},
      {"/token", "{\"message\":\"This address does not take this method.\"}\n"},
      {"/api/version", R"({"errors":[{"reason":"405 method not allowed"}]})"}};
  for (const auto& [path, body] : bodies) {
    for (const auto* accept : {kBrowser, "application/json", ""}) {
      const auto answer = ask(Method::put, path, accept);
      BOOST_TEST(answer.status == 405, path);
      BOOST_TEST(answer.body == body, path);
    }
  }
  BOOST_TEST(ask(Method::get, "/api/nothing", kBrowser).body ==
             R"({"errors":[{"reason":"404 not found"}]})");
}

BOOST_AUTO_TEST_SUITE_END()
