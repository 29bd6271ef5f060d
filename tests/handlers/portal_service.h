#pragma once

#include <boost/test/unit_test.hpp>
#include <string>

#include "config/config.h"
#include "json/json.h"
#include "support/fake_issuer.h"
#include "support/http_world.h"

/// Requests of the portal API as its clients make them, and an identity provider for them.
struct PortalService : HttpWorld {
  explicit PortalService(const Adjust& adjust = {})
      : HttpWorld([&](config::Config& config) {
          config.portal.jwks_url = "https://issuer.example/keys";
          config.portal.issuer = "https://issuer.example/";
          if (adjust) adjust(config);
        }) {
    provider = [this](const auto&) { return issuer.publish(); };
  }

  using Method = gateway::Method;

  static gateway::Request with_cookie(gateway::Request request, const std::string& value) {
    request.cookies.add("skynet-jwt", value);
    return request;
  }

  gateway::Response ask(Method method, const std::string& path, const Headers& headers = {}) {
    return send(request(method, path, headers));
  }
  gateway::Response ask_with_cookie(Method method, const std::string& path,
                                    const std::string& cookie, const Headers& headers = {}) {
    return send(with_cookie(request(method, path, headers), cookie));
  }

  gateway::Response put(const std::string& path, const std::string& json, const Headers& headers) {
    auto put = request(Method::put, path, headers);
    put.media_type = "application/json";
    put.body = json;
    return send(put);
  }

  std::string token(const std::string& subject = "c0ffee") {
    return issuer.token(subject, clock.now());
  }
  json::Value claims(const std::string& subject = "c0ffee") {
    return issuer.claims(subject, clock.now());
  }
  Headers by(const std::string& subject = "c0ffee") { return bearer(token(subject)); }

  /// The value that POST /login sets.
  std::string cookie(const std::string& subject = "c0ffee") {
    const auto response = ask(Method::post, "/login", by(subject));
    BOOST_REQUIRE_EQUAL(response.status, 204);
    const std::string line(response.header("Set-Cookie"));
    const auto equals = line.find('=');
    return line.substr(equals + 1, line.find(';') - equals - 1);
  }

  /// What GET /user tells of somebody.
  json::Value user(const std::string& subject = "c0ffee") {
    const auto response = ask(Method::get, "/user", by(subject));
    BOOST_REQUIRE_EQUAL(response.status, 200);
    return json::parse_object(response.body);
  }

  FakeIssuer issuer;
};
