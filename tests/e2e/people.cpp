#include "e2e/people.h"

#include <boost/test/unit_test.hpp>

#include "json/json.h"

namespace {

const std::string kPassword = "correct horse battery";

std::string json_of(const json::Value& value) { return json::dump(value); }

}  // namespace

Answer ask(const Site& site, const std::string& path, const Browser::Fields& fields) {
  return site.client().send(
      {"POST", path, {"Content-Type: application/x-www-form-urlencoded"}, form_text(fields)});
}

std::string member(const Answer& answer, const std::string& name) try {
  const auto object = json::parse_object(answer.body);
  const auto found = object.find(name);
  if (found == object.end()) return {};
  return found->is_string() ? found->get<std::string>() : json_of(*found);
} catch (const std::exception&) {
  return {};
}

Person register_person(const Site& site, const std::string& name) {
  const auto email = name + "@example.org";
  auto client = site.client();
  const auto made =
      client.json("POST", "/account/register",
                  json_of({{"username", name}, {"password", kPassword}, {"email", email}}));
  BOOST_REQUIRE_EQUAL(made.status, 200);
  const auto token = site.mailed_token(email);
  BOOST_REQUIRE_EQUAL(client.json("POST", "/account/verify", json_of({{"token", token}})).status,
                      200);
  const auto bearer = member(client.json("POST", "/account/authenticate",
                                         json_of({{"username", name}, {"password", kPassword}})),
                             "token");
  const auto known = client.with_token("GET", "/auth", bearer);
  BOOST_REQUIRE_EQUAL(known.status, 200);
  return {std::string(known.header("x-auth-id")), name, kPassword, email};
}

TokenPair tokens_of(const Site& site, const OAuthClient& client, const Person& person,
                    const std::string& scope) {
  const auto answer = ask(site, "/oauth2/token",
                          client.with({{"grant_type", "password"},
                                       {"username", person.username},
                                       {"password", person.password},
                                       {"scope", scope}}));
  BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
  return {member(answer, "access_token"), member(answer, "refresh_token")};
}

void revoke(const Site& site, const OAuthClient& client, const std::string& token) {
  BOOST_REQUIRE_EQUAL(ask(site, "/oauth2/revoke", client.with({{"token", token}})).status, 200);
}
