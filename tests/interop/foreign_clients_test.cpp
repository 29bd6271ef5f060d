// Programs with libraries that know nothing of us, against a site.
#include <boost/test/unit_test.hpp>

#include "e2e/people.h"
#include "json/json.h"

namespace {

/// Runs a script beside the packages from npm; what it said when it failed.
std::string fault_of(const Site& site, const std::string& script,
                     std::vector<std::string> arguments) {
  const auto log = site.scratch().at("script.log");
  arguments.insert(arguments.begin(), {"node", DOORWARD_JOSE_DIR "/" + script, site.url()});
  const int code = run({.arguments = std::move(arguments), .log = log, .as_nobody = false},
                       std::chrono::seconds(90));
  return code == 0 ? "" : "exit code " + std::to_string(code) + ": " + read_file(log);
}

json::Value credentials_of(const OAuthClient& client) {
  return {{"id", client.id}, {"secret", client.secret}};
}

const Site::Settings kOwnAddress{{"public_url", "\"{url}\""}};

}  // namespace

BOOST_AUTO_TEST_SUITE(openid_client)

BOOST_AUTO_TEST_CASE(goes_through_all_that_its_library_can) {
  const Site site(kNginx, kOwnAddress);
  const auto ada = register_person(site, "ada");
  const std::string callback = "http://127.0.0.1/callback";
  const auto web = add_client(site.scratch(), {"--name", "Web", "--redirect-uri", callback});
  const auto page =
      add_client(site.scratch(), {"--name", "Page", "--redirect-uri", callback, "--public"});
  const auto service = add_client(site.scratch(), {"--name", "Service", "--grant",
                                                   "client_credentials", "--scope", "keys:read"});
  site.scratch().write(
      "people.json",
      json::dump({{"person",
                   {{"username", ada.username}, {"password", ada.password}, {"email", ada.email}}},
                  {"web", credentials_of(web)},
                  {"page", credentials_of(page)},
                  {"service", credentials_of(service)}}));
  BOOST_TEST(fault_of(site, "openid_client.mjs", {site.scratch().at("people.json")}) == "");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(http_signature)

BOOST_AUTO_TEST_CASE(signs_in_and_gets_tokens_with_keys_of_each_kind) {
  const Site site(kNginx, kOwnAddress);
  const auto ada = register_person(site, "ada");
  const auto keeper = add_client(
      site.scratch(), {"--name", "Keys", "--grant", "password", "--scope", "keys:write"});
  const auto token = tokens_of(site, keeper, ada, "keys:write").access;
  BOOST_TEST(fault_of(site, "http_signature.mjs", {ada.email, token}) == "");
}

BOOST_AUTO_TEST_SUITE_END()
