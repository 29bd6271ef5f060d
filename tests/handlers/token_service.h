#pragma once

#include <boost/test/unit_test.hpp>
#include <string>

#include "config/config.h"
#include "json/json.h"
#include "support/http_world.h"

/// Requests of the token API as its clients make them, at a place of its own.
struct TokenService : HttpWorld {
  explicit TokenService(const Adjust& adjust = {})
      : HttpWorld([&](config::Config& config) {
          config.portal.mount.clear();
          if (adjust) adjust(config);
        }) {}

  using Method = gateway::Method;

  static gateway::Request request(Method method, const std::string& path,
                                  const std::string& token = {}) {
    return HttpWorld::request(method, path, token.empty() ? Headers{} : bearer(token));
  }

  static gateway::Request with_form(gateway::Request request, const std::string& form) {
    request.media_type = "application/x-www-form-urlencoded";
    request.body = form;
    return request;
  }

  static gateway::Request with_json(gateway::Request request, const json::Value& object) {
    request.media_type = "application/json";
    request.body = json::dump(object);
    return request;
  }

  gateway::Response ask(Method method, const std::string& path, const std::string& token,
                        const json::Value& arguments) {
    return send(with_json(request(method, path, token), arguments));
  }
  gateway::Response ask(Method method, const std::string& path, const std::string& token = {}) {
    return send(request(method, path, token));
  }

  /// POST /user.
  gateway::Response create(const std::string& user, const std::string& password) {
    clock.advance(std::chrono::milliseconds(1));
    return ask(Method::post, "/user", {}, {{"user", user}, {"pass", password}});
  }

  /// GET /token.
  gateway::Response sign_in_with(const std::string& user, const std::string& password) {
    return ask(Method::get, "/token", {}, {{"user", user}, {"pass", password}});
  }
  gateway::Response exchange(const std::string& refresh_token) {
    return ask(Method::get, "/token", {}, {{"user", refresh_token}});
  }
  gateway::Response check(const std::string& token) {
    return ask(Method::get, "/check", {}, {{"access_token", token}});
  }

  /// A new user; an access token that the password was given for.
  std::string token_of_new(const std::string& user) {
    BOOST_REQUIRE_EQUAL(create(user, "pass word").status, 201);
    return token_of(user);
  }
  std::string token_of(const std::string& user) {
    const auto response = sign_in_with(user, "pass word");
    BOOST_REQUIRE_EQUAL(response.status, 200);
    return response.body;
  }
  std::string refresh_token(const std::string& token) {
    const auto response = ask(Method::get, "/refresh_token", token);
    BOOST_REQUIRE_EQUAL(response.status, 200);
    return response.body;
  }
};

/// {"error_name":...,"message":...} and a newline.
inline std::string error_line(const std::string& name, const std::string& message) {
  return json::dump({{"error_name", name}, {"message", message}}) + "\n";
}

/// The same service, but it tells nobody who has an account.
struct HardenedTokenService : TokenService {
  HardenedTokenService()
      : TokenService([](config::Config& config) { config.token.mode = config::Mode::hardened; }) {}
};
