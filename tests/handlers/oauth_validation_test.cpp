// Whose a token is: validation, info, userinfo, the gate; and the metadata for clients.
#include "config/config.h"
#include "oauth_service.h"

namespace {

struct ValidationDesk : OAuthService {
  gateway::Response ask_with(const std::string& path, const std::string& authorization,
                             const Fields& query = {}) {
    return send(asking(path, query, {{"authorization", authorization}}));
  }
  gateway::Response pass(const std::string& token, const std::string& scope = {}) {
    return ask_with("/auth", "Bearer " + token,
                    scope.empty() ? Fields{} : Fields{{"scope", scope}});
  }
};

void check_challenge(const gateway::Response& response, int status, const std::string& word,
                     const std::string& description) {
  BOOST_TEST(response.status == status);
  BOOST_TEST(response.body == "");
  BOOST_TEST(response.header("WWW-Authenticate") ==
             "Bearer error=\"" + word + "\", error_description=\"" + description + "\"");
}

std::string without(std::string text, const std::string& part) {
  return text.erase(text.find(part), part.size());
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(oauth_validation, ValidationDesk)

BOOST_AUTO_TEST_CASE(a_token_tells_whose_it_is_in_the_documents_order) {
  const auto token = access_token("basic");
  const auto issued = base::to_seconds(clock.now());
  clock.advance(std::chrono::minutes(5));
  const auto expected = R"({"userUUID":")" + ada.text() + R"(","clientId":")" + app.client.id +
                        R"(","scope":"basic","userId":"ada@example.org",)" +
                        R"("userEmail":"ada@example.org","sub":")" + ada.text() +
                        R"(","aud":"basic","iss":"https://example.org","iat":)" +
                        std::to_string(issued) + R"(,"exp":)" + std::to_string(issued + 3600) + "}";
  for (const auto& response : {ask_with("/oauth2/validate", "Bearer " + token),
                               ask_with("/oauth2/validate", "OAuth " + token),
                               send(asking("/oauth2/validate", {{"access_token", token}})),
                               send(asking("/oauth2/validate", {{"oauth_token", token}}))}) {
    BOOST_TEST(response.status == 200);
    BOOST_TEST(response.header("Content-Type") == "application/json; charset=utf-8");
    BOOST_TEST(response.body == expected);
  }
}

BOOST_AUTO_TEST_CASE(what_is_not_there_is_left_out) {
  const auto issued = ask_tokens({{"grant_type", "client_credentials"}}, basic(app));
  const auto checked = ask_with("/oauth2/validate", "Bearer " + text(issued, "access_token"));
  for (const auto& name : names_of(checked)) {
    BOOST_TEST((name != "userUUID" && name != "userId" && name != "userEmail" && name != "sub"));
  }
  BOOST_TEST(text(checked, "clientId") == app.client.id);
}

BOOST_AUTO_TEST_CASE(no_token_is_400_and_a_bad_one_401_with_an_empty_body) {
  const std::string none = "Access token is not found";
  const std::string unknown = "The access token is not found";
  const auto token = access_token();
  check_challenge(get("/oauth2/validate"), 400, "invalid_request", none);
  check_challenge(ask_with("/oauth2/validate", "Basic x"), 400, "invalid_request", none);
  check_challenge(ask_with("/oauth2/validate", "Bearer x"), 401, "invalid_token", unknown);
  check_challenge(ask_with("/oauth2/validate", "Bearer " + sign_in("ada")), 401, "invalid_token",
                  unknown);
  clock.advance(std::chrono::hours(1));
  check_challenge(ask_with("/oauth2/validate", "Bearer " + token), 401, "invalid_token", unknown);
}

BOOST_AUTO_TEST_CASE(one_token_in_two_places_is_that_token_and_two_tokens_are_400) {
  const auto token = access_token("openid");
  const auto other = access_token("openid");
  for (const auto* path : {"/oauth2/validate", "/oauth2/info"}) {
    for (const auto& query :
         {Fields{{"access_token", token}}, Fields{{"oauth_token", token}},
          Fields{{"access_token", token}, {"access_token", token}}, Fields{{"access_token", ""}}}) {
      BOOST_TEST(ask_with(path, "Bearer " + token, query).status == 200);
    }
    for (const auto& query : {Fields{{"access_token", other}}, Fields{{"access_token", "x"}},
                              Fields{{"access_token", token}, {"oauth_token", other}}}) {
      check_challenge(ask_with(path, "Bearer " + token, query), 400, "invalid_request",
                      "There is more than one access token.");
    }
  }
  const auto user_info = [&](const std::string& sent) {
    return send(form("/userinfo", {{"access_token", sent}}, bearer(token))).status;
  };
  BOOST_TEST(user_info(token) == 200);
  BOOST_TEST(user_info(other) == 400);
}

BOOST_AUTO_TEST_CASE(hardened_a_query_has_no_token) {
  HardenedOAuthService service;
  for (const auto* path : {"/oauth2/validate", "/oauth2/info"}) {
    BOOST_TEST(service.send(asking(path, {{"access_token", "x"}})).status == 400);
    BOOST_TEST(service.send(asking(path, {}, {{"authorization", "Bearer x"}})).status == 401);
  }
}

BOOST_AUTO_TEST_CASE(info_tells_what_the_scopes_open) {
  const auto info = [this](const std::string& scope) {
    return ask_with("/oauth2/info", "Bearer " + access_token(scope));
  };
  const auto id = R"("userId":")" + ada.text() + "\"";
  BOOST_TEST(info("id").body == "{" + id + "}");
  BOOST_TEST(info("profile").body == "{" + id + R"(,"userName":"ada"})");
  BOOST_TEST(info("basic").body == "{" + id + R"(,"userName":"ada","email":"ada@example.org"})");
  BOOST_TEST(info("id keys:read").body == "{" + id + "}");
  BOOST_TEST(info("keys:read").status == 400);
  BOOST_TEST(
      info("keys:read").header("WWW-Authenticate").starts_with("Bearer error=\"invalid_scope\""));
  BOOST_TEST(get("/oauth2/info").status == 400);
}

BOOST_AUTO_TEST_CASE(userinfo_wants_openid) {
  const auto token = access_token("openid profile email");
  const auto expected = R"({"sub":")" + ada.text() +
                        R"(","preferred_username":"ada","name":"ada","email":"ada@example.org",)" +
                        R"("email_verified":true})";
  BOOST_TEST(ask_with("/userinfo", "Bearer " + token).body == expected);
  BOOST_TEST(send(request(Method::post, "/userinfo", bearer(token))).body == expected);
  BOOST_TEST(send(form("/userinfo", {{"access_token", token}})).body == expected);
  const auto narrow = ask_with("/userinfo", "Bearer " + access_token("profile"));
  BOOST_TEST(narrow.status == 403);
  BOOST_TEST(text(narrow, "error") == "insufficient_scope");
  const auto bad = ask_with("/userinfo", "Bearer x");
  BOOST_TEST(bad.status == 401);
  BOOST_TEST(text(bad, "error") == "invalid_token");
  const auto none = get("/userinfo");
  BOOST_TEST(none.status == 401);
  BOOST_TEST(none.header("WWW-Authenticate") == "Bearer");
  BOOST_TEST(send(asking("/userinfo", {{"access_token", token}})).status == 400);
}

BOOST_AUTO_TEST_CASE(the_gate_opens_to_a_session_and_says_whose) {
  const auto response = send(with_cookie(request(Method::get, "/auth"), cookie));
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.body == "");
  BOOST_TEST(response.header("X-Auth-Id") == ada.text());
  BOOST_TEST(response.header("X-Auth-User") == "ada");
  BOOST_TEST(response.header("X-Auth-Email") == "ada@example.org");
  BOOST_TEST(response.header("X-Auth-Scope") == "");
  BOOST_TEST(send(with_cookie(asking("/auth", {{"scope", "keys:write"}}), cookie)).status == 200);
}

BOOST_AUTO_TEST_CASE(the_gate_opens_to_a_token_whose_scopes_reach) {
  const auto token = access_token("keys:write basic");
  const auto response = pass(token, "keys:read basic");
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.header("X-Auth-Scope") == "keys:write basic");
  BOOST_TEST(response.header("X-Auth-Client") == app.client.id);
  BOOST_TEST(response.header("X-Auth-User") == "ada");
  BOOST_TEST(pass(token).status == 200);
  BOOST_TEST(pass(token, "audit:read").status == 403);
  BOOST_TEST(pass(token, "keys:read audit:read").status == 403);
  BOOST_TEST(pass(sign_in("ada"), "audit:read").header("X-Auth-User") == "ada");
}

BOOST_AUTO_TEST_CASE(the_gate_has_three_statuses_whatever_happens) {
  const auto token = access_token();
  BOOST_TEST(get("/auth").status == 401);
  BOOST_TEST(get("/auth").header("WWW-Authenticate") == "Bearer");
  BOOST_TEST(pass("x").status == 401);
  BOOST_TEST(send(with_cookie(request(Method::get, "/auth"), "planted")).status == 401);
  BOOST_TEST(send(with_cookie(request(Method::get, "/auth", bearer("x")), cookie)).status == 401);
  BOOST_TEST(send(with_cookie(with_cookie(request(Method::get, "/auth"), cookie), "x")).status ==
             200);
  BOOST_TEST(send(with_cookie(with_cookie(request(Method::get, "/auth"), "y"), "x")).status == 401);
  for (const auto* scope : {"a b:c", "x:y:z", "\x01", ":", "a//b"}) {
    BOOST_TEST(pass(token, scope).status == 403, scope);
  }
  auto twice = asking("/auth", {{"scope", "keys:read"}, {"scope", "x"}}, bearer(token));
  BOOST_TEST(send(twice).status == 403);
  for (const auto code : {base::ErrorCode::invalid_argument, base::ErrorCode::payload_too_large,
                          base::ErrorCode::timeout, base::ErrorCode::internal}) {
    auto faulty = request(Method::get, "/auth", bearer(token));
    faulty.fault = base::Error(code);
    BOOST_TEST(send(faulty).status == 403);
  }
  for (const auto method : {Method::post, Method::put, Method::del, Method::other}) {
    BOOST_TEST(send(request(method, "/auth", bearer(token))).status == 403);
  }
}

BOOST_AUTO_TEST_CASE(the_gate_answers_options_as_it_answers_get_since_a_204_would_let_pass) {
  BOOST_TEST(send(request(Method::options, "/auth")).status == 401);
  BOOST_TEST(send(request(Method::options, "/auth", bearer("x"))).status == 401);
  BOOST_TEST(send(with_cookie(request(Method::options, "/auth"), cookie)).status == 200);
}

BOOST_AUTO_TEST_CASE(the_gate_sees_no_sign_in_behind_a_token_in_whatever_dialect) {
  for (const std::string credentials :
       {"Bearer", "Bearer a b", "bearer \xff", "OAuth x", "token x", "TOKEN"}) {
    const auto made = request(Method::get, "/auth", {{"authorization", credentials}});
    BOOST_TEST(send(with_cookie(made, cookie)).status == 401, credentials);
  }
  const auto basic = request(Method::get, "/auth", {{"authorization", "Basic eDp5"}});
  BOOST_TEST(send(with_cookie(basic, cookie)).status == 200);
}

BOOST_AUTO_TEST_CASE(the_gate_tells_browsers_where_they_may_sign_in) {
  const auto told = [this](const std::string& target, const std::string& accept = "text/html") {
    auto made = request(Method::get, "/auth");
    made.headers.add("accept", accept);
    made.headers.add("x-original-uri", target);
    return std::string(send(made).header("X-Auth-Sign-In"));
  };
  BOOST_TEST(told("/a/caf%C3%A9?x=1&y=2") ==
             "/sign-in?redirectTo=%2Fa%2Fcaf%25C3%25A9%3Fx%3D1%26y%3D2");
  BOOST_TEST(told("//evil.example.org/") == "/sign-in");
  BOOST_TEST(told("/" + std::string(1000, 'x')) == "/sign-in");
  BOOST_TEST(told("/a", "application/json") == "");
  auto with_token = request(Method::get, "/auth", bearer("x"));
  with_token.headers.add("accept", "text/html");
  BOOST_TEST(send(with_token).header("X-Auth-Sign-In") == "");
}

BOOST_AUTO_TEST_CASE(the_gate_stays_shut_while_the_database_is_down) {
  HttpWorld service(
      [](config::Config& config) { config.database.timeout = std::chrono::seconds(1); },
      HttpWorld::Schema::none);
  auto made =
      request(Method::get, "/auth", bearer(service.tokens.mint(crypto::TokenKind::access, ada)));
  BOOST_TEST(service.send(made).status == 403);
}

BOOST_AUTO_TEST_CASE(discovery_names_what_is_there) {
  const auto response = get("/.well-known/openid-configuration");
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.body == get("/.well-known/oauth-authorization-server").body);
  const auto object = json::parse_object(response.body);
  BOOST_TEST(text(object, "issuer") == "https://example.org");
  for (const auto* name : {"authorization_endpoint", "token_endpoint", "userinfo_endpoint",
                           "introspection_endpoint", "revocation_endpoint", "jwks_uri"}) {
    const auto url = text(object, name);
    BOOST_REQUIRE_MESSAGE(url.starts_with("https://example.org/"), name);
    const auto there = send(request(Method::options, without(url, "https://example.org")));
    BOOST_TEST(there.status == 204, name);
  }
}

BOOST_AUTO_TEST_CASE(discovery_always_has_rs256) {
  const auto algorithms_with = [](const std::string& algorithm) {
    HttpWorld service([&](config::Config& config) { config.oauth.id_token_algorithm = algorithm; });
    const auto body = service.get("/.well-known/openid-configuration").body;
    return json::dump(json::parse_object(body)["id_token_signing_alg_values_supported"]);
  };
  BOOST_TEST(algorithms_with("RS256") == R"(["RS256"])");
  BOOST_TEST(algorithms_with("ES256") == R"(["ES256","RS256"])");
}

BOOST_AUTO_TEST_CASE(discovery_follows_the_mount_and_the_public_url) {
  HttpWorld service([](config::Config& config) {
    config.public_url = "https://example.org/base/";
    config.oauth.mount = {"/id"};
  });
  const auto object =
      json::parse_object(service.get("/base/.well-known/oauth-authorization-server").body);
  BOOST_TEST(text(object, "issuer") == "https://example.org/base");
  BOOST_TEST(text(object, "token_endpoint") == "https://example.org/base/id/oauth2/token");
  BOOST_TEST(text(object, "jwks_uri") == "https://example.org/base/.well-known/jwks.json");
  for (const std::string path : {"oauth-authorization-server", "openid-configuration"}) {
    const auto inserted = service.get("/.well-known/" + path + "/base");  // RFC 8414 section 3.1
    BOOST_TEST(inserted.status == 200);
    BOOST_TEST(text(inserted, "issuer") == "https://example.org/base");
    BOOST_TEST(service.get("/.well-known/" + path).status == 404);
    BOOST_TEST(service.get("/.well-known/" + path + "/other").status == 404);
  }
  HttpWorld none([](config::Config& config) { config.oauth.mount.clear(); });
  BOOST_TEST(none.get("/.well-known/openid-configuration").status == 404);
  BOOST_TEST(none.get("/auth").status == 404);
}

BOOST_AUTO_TEST_SUITE_END()
