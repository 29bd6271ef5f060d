#include "config/config.h"
#include "portal/authentication.h"

#include "portal_service.h"

using gateway::Method;

BOOST_FIXTURE_TEST_SUITE(portal_authentication, PortalService)

BOOST_AUTO_TEST_CASE(whatever_stands_before_the_one_bearer_is_passed_over) {
  for (const std::string before : {"Bearer ", "Bearer", "Bearer \t ", "x Bearer "}) {
    BOOST_TEST(ask(Method::get, "/user", {{"authorization", before + token() + " "}}).status == 200,
               before);
  }
}

BOOST_AUTO_TEST_CASE(without_a_token_that_is_valid_everything_is_401) {
  const std::pair<Method, const char*> routes[] = {
      {Method::get, "/user"},   {Method::put, "/user"},    {Method::del, "/user"},
      {Method::post, "/login"}, {Method::post, "/logout"},
  };
  for (const auto& [method, path] : routes) {
    for (const auto& headers :
         {Headers{}, bearer(""), bearer("x"), bearer(token() + "x"),
          Headers{{"authorization", "Basic " + token()}}, Headers{{"authorization", token()}},
          Headers{{"authorization", "bearer " + token()}},
          Headers{{"authorization", "Bearer Bearer " + token()}}}) {
      // Nobody claims DELETE without credentials but whoever is mounted first.
      const auto response = ask(method, path, headers);
      BOOST_TEST(response.status == 401, path);
      BOOST_TEST(response.header("WWW-Authenticate") == "Bearer");
      BOOST_TEST(response.header("Content-Type") == "application/json; charset=utf-8");
      BOOST_TEST(response.body.starts_with(R"({"message":")"));
      BOOST_TEST(response.body.ends_with("\"}\n"));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_header_that_is_no_bearer_falls_through_to_the_cookie) {
  const auto value = cookie();
  for (const std::string header : {"Basic dTpw", "bearer x", "Digest y"}) {
    const auto response = ask_with_cookie(Method::get, "/user", value, {{"authorization", header}});
    BOOST_TEST(response.status == 200, header);
  }
}

BOOST_AUTO_TEST_CASE(a_bad_bearer_token_is_not_followed_by_the_cookie) {
  const auto value = cookie();
  for (const std::string header : {"Bearer x", "Bearer", "Bearer ", "Bearer a.b.c"}) {
    BOOST_TEST(
        ask_with_cookie(Method::get, "/user", value, {{"authorization", header}}).status == 401,
        header);
  }
}

BOOST_AUTO_TEST_CASE(of_several_cookies_of_the_name_the_one_that_is_ours_counts) {
  const auto value = cookie();
  const auto ask = [this](std::initializer_list<std::string> values) {
    auto asking = request(Method::get, "/user");
    for (const auto& each : values) asking.cookies.add("skynet-jwt", each);
    return send(asking).status;
  };
  BOOST_TEST(ask({value, value}) == 200);
  BOOST_TEST(ask({"other", value}) == 200);
  BOOST_TEST(ask({value, "other"}) == 200);
  BOOST_TEST(ask({"other", "", std::string(5000, 'A')}) == 401);
}

BOOST_AUTO_TEST_CASE(two_good_cookies_of_two_people_are_none) {
  const auto value = cookie();
  const auto planted = cookie("somebody else");
  auto asking = with_cookie(request(Method::get, "/user"), planted);
  BOOST_TEST(send(asking).status == 200);
  BOOST_TEST(send(with_cookie(asking, value)).status == 401);
}

BOOST_AUTO_TEST_CASE(a_cookie_dies_with_its_token) {
  const auto value = cookie();
  clock.advance(std::chrono::minutes(15));
  BOOST_TEST(ask_with_cookie(Method::get, "/user", value).status == 200);  // in the skew
  clock.advance(std::chrono::seconds(31));
  BOOST_TEST(ask_with_cookie(Method::get, "/user", value).status == 401);
}

BOOST_AUTO_TEST_CASE(a_cookie_that_we_have_not_sealed_is_nothing) {
  auto value = cookie();
  value[20] = value[20] == 'A' ? 'B' : 'A';
  for (const std::string& planted : {value, token(), std::string(), std::string(5000, 'A')}) {
    BOOST_TEST(ask_with_cookie(Method::get, "/user", planted).status == 401);
  }
}

BOOST_AUTO_TEST_CASE(a_token_that_never_expires_opens_nothing) {
  auto object = claims();
  object.erase("exp");
  const auto endless = bearer(issuer.signed_token(object));
  BOOST_TEST(ask(Method::get, "/user", endless).status == 401);
  BOOST_TEST(ask(Method::post, "/logout", endless).status == 401);
  BOOST_TEST(ask(Method::post, "/login", endless).status == 400);
}

BOOST_AUTO_TEST_CASE(over_the_budget_a_token_passes_and_nobody_else_is_answered) {
  PortalService strict([](config::Config& config) { config.abuse.failures_per_address = 1; });
  strict.post("/account/authenticate", R"({"username":"nobody","password":"x"})");
  for (const auto* path : {"/login", "/logout"}) {
    BOOST_TEST(strict.ask(Method::post, path, strict.by()).status == 204);
    const auto response = strict.ask(Method::post, path, bearer("x.y.z"));
    BOOST_TEST(response.status == 429);
    BOOST_TEST(response.header("Retry-After") != "");
    BOOST_TEST(response.body.starts_with(R"({"message":")"));
  }
}

BOOST_AUTO_TEST_CASE(what_a_page_of_another_site_changes_by_the_cookie_is_forbidden) {
  const auto value = cookie();
  const Headers foreign[] = {
      {{"sec-fetch-site", "cross-site"}},
      {{"sec-fetch-site", "same-site"}},
      {{"origin", "https://evil.example"}},
      {{"origin", "null"}},
      {{"origin", "http://example.org"}},
      {{"origin", "https://example.org:8443"}},
      {{"origin", "https://example.org.evil.example"}},
      {{"sec-fetch-site", "cross-site"}, {"origin", "https://example.org"}},
      {{"sec-fetch-site", "same-site"}, {"origin", "https://a.example.org"}}};
  for (const auto& headers : foreign) {
    for (const auto& [method, path] : {std::pair{Method::post, "/logout"},
                                       {Method::del, "/user"},
                                       {Method::put, "/user"},
                                       {Method::post, "/login"},
                                       {Method::post, "/track/registry/read"}}) {
      BOOST_TEST(ask_with_cookie(method, path, value, headers).status == 403, path);
    }
  }
  BOOST_TEST(ask_with_cookie(Method::get, "/user", value, foreign[0]).status == 200);
  // Browsers never add a bearer token by themselves, so it needs no check of the origin.
  auto headers = by();
  headers.insert(headers.end(), foreign[0].begin(), foreign[0].end());
  BOOST_TEST(ask(Method::post, "/logout", headers).status == 204);
}

BOOST_AUTO_TEST_CASE(our_own_pages_and_programs_may_change_by_the_cookie) {
  const auto value = cookie();
  for (const auto& headers :
       {Headers{}, Headers{{"sec-fetch-site", "same-origin"}}, Headers{{"sec-fetch-site", "none"}},
        Headers{{"origin", "https://example.org"}},
        Headers{{"sec-fetch-site", "same-origin"}, {"origin", "null"}}}) {
    BOOST_TEST(ask_with_cookie(Method::post, "/logout", value, headers).status == 204);
  }
}

BOOST_AUTO_TEST_CASE(the_hosts_that_share_the_cookie_may_use_it_from_their_pages) {
  PortalService shared([](config::Config& config) { config.portal.cookie_domain = "example.org"; });
  const auto value = shared.cookie();
  const auto status_from = [&](const std::string& origin, const std::string& site) {
    return shared
        .ask_with_cookie(Method::post, "/logout", value,
                         {{"origin", origin}, {"sec-fetch-site", site}})
        .status;
  };
  BOOST_TEST(status_from("https://app.example.org", "same-site") == 204);
  BOOST_TEST(status_from("https://app.example.org:8443", "same-site") == 204);
  BOOST_TEST(status_from("https://example.org", "same-site") == 204);
  BOOST_TEST(status_from("https://notexample.org", "same-site") == 403);
  BOOST_TEST(status_from("https://app.example.org", "cross-site") == 403);
  BOOST_TEST(status_from("https://example.org.evil.example", "same-site") == 403);
}

BOOST_AUTO_TEST_SUITE_END()
