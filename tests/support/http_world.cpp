#include "support/http_world.h"

#include <boost/test/unit_test.hpp>

#include "base/encoding.h"
#include "config/config.h"
#include "json/json.h"
#include "store/migrations.h"

namespace {

constexpr auto kPassword = "pass word";

gateway::Request make_json_request(gateway::Method method, const std::string& path,
                                   const std::string& json, const HttpWorld::Headers& headers) {
  auto request = HttpWorld::request(method, path, headers);
  if (!json.empty()) request.media_type = "application/json";
  request.body = json;
  return request;
}

}  // namespace

HttpWorld::HttpWorld(const Adjust& adjust, Schema schema)
    : provider([](const auto&) -> std::string {
        throw base::Error(base::ErrorCode::unavailable, {"There is no provider."});
      }),
      process(make_config(directory_, adjust),
              {clock, entropy, [this](const auto& url) { return provider(url); }}),
      apis(process) {
  if (schema == Schema::made) store::migrate(database);
}

config::Config HttpWorld::make_config(const TempDirectory& directory, const Adjust& adjust) {
  config::Config config;
  config.public_url = "https://example.org";
  config.directory = directory.path();
  config.database.url = "sqlite:" + directory.file("doorward.db");
  config.secrets = {std::string(64, '7')};
  config.passwords.memory_kib = 64;
  config.passwords.passes = 1;
  config.passwords.slots = 2;
  config.passwords.slot_wait = std::chrono::seconds{0};
  if (adjust) adjust(config);
  return config;
}

gateway::Request HttpWorld::request(gateway::Method method, const std::string& path,
                                    const Headers& headers) {
  gateway::Request request;
  request.method = method;
  request.method_text = gateway::name_of(method);
  request.host = "example.org";
  request.path = path;
  request.client_address = "192.0.2.1";
  for (const auto& [name, value] : headers) request.headers.add(name, value);
  return request;
}

std::string HttpWorld::encoded(const Fields& fields) {
  std::string text;
  for (const auto& [name, value] : fields) {
    text += (text.empty() ? "" : "&") + base::percent_encoded(name) + "=" +
            base::percent_encoded(value);
  }
  return text;
}

gateway::Request HttpWorld::form(const std::string& path, const Fields& fields,
                                 const Headers& headers) {
  auto posted = request(gateway::Method::post, path, headers);
  posted.media_type = "application/x-www-form-urlencoded";
  posted.body = encoded(fields);
  return posted;
}

gateway::Response HttpWorld::send(const gateway::Request& request) {
  auto response = apis.answer(request);
  const bool refused = response.status >= 400 && response.status < 500;
  BOOST_TEST((!refused || !response.rule.empty()),
             request.path << " was refused, and no rule is named");
  BOOST_TEST((response.status != 403 || !response.rule.starts_with("forbidden")),
             request.path << " was answered 403 by a rule that nobody named");
  return response;
}

gateway::Response HttpWorld::get(const std::string& path, const Headers& headers) {
  return send(request(gateway::Method::get, path, headers));
}

gateway::Response HttpWorld::post(const std::string& path, const std::string& json,
                                  const Headers& headers) {
  return send(make_json_request(gateway::Method::post, path, json, headers));
}

gateway::Response HttpWorld::del(const std::string& path, const std::string& json,
                                 const Headers& headers) {
  return send(make_json_request(gateway::Method::del, path, json, headers));
}

gateway::Response HttpWorld::register_account(const std::string& name, const Headers& headers) {
  clock.advance(std::chrono::milliseconds(1));  // so that mails have an order
  return post(
      "/account/register",
      json::dump({{"username", name}, {"password", kPassword}, {"email", name + "@example.org"}}),
      headers);
}

void HttpWorld::make_account(const std::string& name) {
  BOOST_REQUIRE_EQUAL(register_account(name).status, 200);
  BOOST_REQUIRE_EQUAL(post("/account/verify", json::dump({{"token", mailed_token()}})).status, 200);
}

std::string HttpWorld::sign_in(const std::string& name) {
  const auto response =
      post("/account/authenticate", json::dump({{"username", name}, {"password", kPassword}}));
  BOOST_REQUIRE_EQUAL(response.status, 200);
  const auto object = json::parse_object(response.body);
  return std::string(json::text_member(object, "token").value());
}
