#pragma once

#include <boost/test/unit_test.hpp>
#include <string>

#include "accounts/proof/sessions.h"
#include "base/encoding.h"
#include "base/text.h"
#include "config/config.h"
#include "grants/clients.h"
#include "json/json.h"
#include "support/http_world.h"
#include "support/records.h"

/// The oauth API with "ada" (ada@example.org), who is signed in with a browser, and clients of
/// every kind.
struct OAuthService : HttpWorld {
  using Method = gateway::Method;
  using Made = grants::Clients::Made;

  static constexpr auto kCallback = "https://app.example/cb?x=1";
  /// A code_verifier and its S256 (RFC 7636, appendix B).
  static constexpr auto kVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  static constexpr auto kChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  explicit OAuthService(const Adjust& adjust = {}) : HttpWorld(adjust) {
    make_account("ada");
    ada = account("ada")->id;
    cookie = open_session();
    app = add({.name = "App",
               .redirect_uris = {kCallback},
               .grants = {"authorization_code", "refresh_token", "client_credentials", "password"},
               .scopes = "openid profile email id basic keys:write"});
    page = add({.name = "Page", .is_public = true, .redirect_uris = {kCallback}});
    own = add({.name = "Own", .trusted = true, .redirect_uris = {kCallback}});
  }

  Made add(const grants::Clients::Wish& wish) { return clients.add(wish, here); }

  std::string open_session(const base::Id& account) {
    return cookie_of(context, signed_in(context, account));
  }
  std::string open_session() { return open_session(ada); }

  // Requests.
  static gateway::Request asking(const std::string& path, const Fields& query,
                                 const Headers& headers = {}) {
    auto made = request(Method::get, path, headers);
    for (const auto& [name, value] : query) made.query.add(name, value);
    return made;
  }
  static gateway::Request with_cookie(gateway::Request made, const std::string& value) {
    made.cookies.add("id", value);
    return made;
  }
  /// ada's browser.
  gateway::Request browsing(gateway::Request made) const {
    made.headers.add("accept", "text/html,*/*;q=0.8");
    return with_cookie(std::move(made), cookie);
  }

  /// "Authorization: Basic" of these texts as they stand.
  static Headers basic(const std::string& id, const std::string& secret) {
    auto text = base::to_base64url(id + ":" + secret);
    for (auto& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
    text.append((4 - text.size() % 4) % 4, '=');
    return {{"authorization", "Basic " + text}};
  }
  static Headers basic(const Made& made) { return basic(made.client.id, made.secret); }

  // Authorization.
  Fields wish_of(const Made& made, const std::string& scope = "openid keys:read") const {
    return {{"client_id", made.client.id},
            {"redirect_uri", kCallback},
            {"response_type", "code"},
            {"scope", scope},
            {"state", "a state of the client's own"},
            {"code_challenge", kChallenge},
            {"code_challenge_method", "S256"}};
  }
  static Fields with(Fields fields, const std::string& name, const std::string& value) {
    for (auto& field : fields) {
      if (field.first == name) {
        field.second = value;
        return fields;
      }
    }
    fields.emplace_back(name, value);
    return fields;
  }
  gateway::Response authorize(const Fields& wish) {
    return send(browsing(asking("/oauth2/authorize", wish)));
  }
  std::string form_token() { return sessions.form_token(sessions.authenticate(cookie).value()); }
  gateway::Response consent(Fields wish, const std::string& button = "accept") {
    wish.emplace_back("form_token", form_token());
    wish.emplace_back(button, "");
    return send(browsing(form("/oauth2/authorize", wish)));
  }
  /// A parameter of the address that an answer sends the browser to.
  static std::string sent_back(const gateway::Response& response, const std::string& name) {
    const auto location = response.header("Location");
    for (const auto pair : base::split(location.substr(location.find('?') + 1), '&')) {
      if (!pair.starts_with(name + "=")) continue;
      return base::percent_decoded(pair.substr(name.size() + 1)).value();
    }
    return {};
  }
  std::string code(const std::string& scope = "openid keys:read") {
    return sent_back(consent(wish_of(app, scope)), "code");
  }

  // Tokens.
  static Fields code_grant(const std::string& code) {
    return {{"grant_type", "authorization_code"},
            {"code", code},
            {"redirect_uri", kCallback},
            {"code_verifier", kVerifier}};
  }
  gateway::Response ask_tokens(const Fields& fields, const Headers& headers = {},
                               const std::string& path = "/oauth2/token") {
    return send(form(path, fields, headers));
  }
  json::Value tokens_for(const std::string& scope = "openid keys:read") {
    const auto response = ask_tokens(code_grant(code(scope)), basic(app));
    BOOST_REQUIRE_EQUAL(response.status, 200);
    return json::parse_object(response.body);
  }
  std::string access_token(const std::string& scope = "openid keys:read") {
    return text(tokens_for(scope), "access_token");
  }

  static std::string text(const json::Value& object, const char* name) {
    return std::string(json::text_member(object, name).value_or(""));
  }
  static std::string text(const gateway::Response& response, const char* name) {
    return text(json::parse_object(response.body), name);
  }
  static std::vector<std::string> names_of(const gateway::Response& response) {
    std::vector<std::string> names;
    const auto object = json::parse_object(response.body);
    for (const auto& [name, value] : object.items()) names.push_back(name);
    return names;
  }

  const accounts::Origin here{"192.0.2.1", "en"};
  grants::Clients clients{context};
  accounts::Sessions sessions{context, {}};
  base::Id ada;
  std::string cookie;
  Made app;   ///< confidential
  Made page;  ///< public
  Made own;   ///< trusted
};

struct HardenedOAuthService : OAuthService {
  HardenedOAuthService()
      : OAuthService([](config::Config& config) { config.oauth.mode = config::Mode::hardened; }) {}
};
