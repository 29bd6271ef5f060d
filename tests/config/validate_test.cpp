#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "config/keys.h"

namespace {

struct Row {
  const char* key;
  const char* value;
};

std::ostream& operator<<(std::ostream& out, const Row& row) {
  return out << row.key << " = " << row.value;
}

std::vector<config::Fault> faults_of(const Row& row) {
  return config::load("", {{config::environment_name(row.key), row.value}}).faults;
}

const std::vector<Row> refused{
    {"directory", ""},
    {"public_url", ""},
    {"public_url", "example.org"},
    {"public_url", "ftp://example.org"},
    {"public_url", "https://"},
    {"public_url", "https://example.org/"},
    {"public_url", "https://example.org/auth/"},
    {"public_url", "https://example.org?x=1"},
    {"public_url", "https://example.org#top"},
    {"public_url", "https://user:pw@example.org"},
    {"public_url", "https://example.org:0"},
    {"public_url", "https://example.org:65536"},
    {"public_url", "https://exa mple.org"},
    {"public_url", "https://example.org\r\nX: y"},
    {"public_url", "https://example.org/a%20b"},
    {"public_url", "https://example.org/a/../b"},
    {"public_url", "https://example.org//a"},
    {"public_url", "https://example.org/{x}"},
    {"trusted_proxies", "10.0.0.0/33"},
    {"trusted_proxies", "::1/129"},
    {"trusted_proxies", "proxy.example.org"},
    {"trusted_proxies", "10.0.0"},
    {"secrets", "0123"},
    {"server.listen", "unix:"},
    {"server.listen", "9000"},
    {"server.listen", "127.0.0.1:"},
    {"server.listen", "127.0.0.1:70000"},
    {"server.listen", "::1:9000"},
    {"server.listen", "/run/doorward.sock"},
    {"server.socket_mode", "0999"},
    {"server.socket_mode", "4755"},
    {"server.socket_mode", ""},
    {"server.workers", "0"},
    {"server.workers", "513"},
    {"server.workers", "-1"},
    {"server.workers", "9223372036854775808"},
    {"server.max_requests", "-1"},
    {"server.idle_timeout", "0"},
    {"server.grace", "0"},
    {"log.target", ""},
    {"log.level", "INFO"},
    {"database.url", "postgres://h/n"},
    {"database.timeout", "0"},
    {"passwords.memory_kib", "262145"},
    {"passwords.passes", "0"},
    {"passwords.slot_wait", "-1"},
    {"passwords.slot_wait", "0"},
    {"abuse.window", "0"},
    {"abuse.failures_per_address", "0"},
    {"mail.server", "mail.example.org:"},
    {"mail.server", "smtp://mail.example.org"},
    {"mail.tls", "yes"},
    {"mail.auth", "gssapi"},
    {"mail.helo", "a name"},
    {"mail.command", "sendmail"},
    {"mail.from", "nobody"},
    {"mail.from", "a@b\r\nBcc: c@d"},
    {"mail.from_name", "x\ny"},
    {"mail.ca_file", "/nowhere/ca.pem"},
    {"mail.password", "without a name"},
    {"mail.give_up", "0"},
    {"pages.templates", "/nowhere"},
    {"pages.site_name", ""},
    {"pages.language", "English"},
    {"account.mount", "accounts"},
    {"account.mount", "/a//b"},
    {"account.mount", "/a/./b"},
    {"account.mount", "/a%20b"},
    {"account.mount", "/{x}"},
    {"account.mount", "example.org:8080/x"},
    {"account.mount", "/x, /y, /x/"},
    {"oauth.mount", "http://example.org/"},
    {"meta.mount", "a..b/"},
    {"account.mount", "ex ample.org/"},
    {"account.mode", "strict"},
    {"gate.admit", "everybody"},
    {"gate.admit", ""},
    {"account.frontend_url", "/verify"},
    {"account.frontend_url", "https://example.org/#verify"},
    {"account.frontend_url", "javascript://x"},
    {"account.registration_lifetime", "0"},
    {"account.token_lifetime", "36501"},
    {"portal.mount", "portal"},
    {"portal.jwks_url", "http://issuer.example/keys"},
    {"portal.jwks_url", "file:///etc/passwd"},
    {"portal.jwks_url", "https://user:pw@issuer.example/keys"},
    {"portal.issuer", "https://issuer\nexample"},
    {"portal.algorithms", ""},
    {"portal.algorithms", "RS256, HS256"},
    {"portal.algorithms", "none"},
    {"portal.clock_skew", "61"},
    {"portal.cookie_domain", ".example.org"},
    {"portal.cookie_domain", "example.org; Secure"},
    {"portal.jwks_refresh", "0"},
    {"portal.jwks_cooldown", "0"},
    {"portal.jwks_stale", "0"},
    {"portal.allow_private_jwks", "yes"},
    {"portal.jwks_ca_file", "/nowhere/ca.pem"},
    {"token.mount", "token"},
    {"token.mode", "strict"},
    {"token.algorithm", "none"},
    {"token.algorithm", "HS1"},
    {"token.private_key_file", "/nonexistent"},
    {"token.issuer", "a\nb"},
    {"token.access_lifetime", "0"},
    {"token.refresh_lifetime", "315360001"},
    {"usage.retention", "-1"},
    {"usage.retention", "36501"},
    {"tiers.free.upload_bandwidth", "-1"},
    {"tiers.plus.download_bandwidth", "1125899906842625"},
    {"tiers.pro.max_upload_size", "-1"},
    {"tiers.free.max_uploads", "many"},
    {"tiers.free.registry_delay", "3600001"},
    {"tiers.extreme.storage", "9007199254740993"},
};

const std::vector<Row> taken{
    {"public_url", "https://example.org"},
    {"public_url", "http://localhost:8080/auth"},
    {"public_url", "https://[::1]:8443"},
    {"trusted_proxies", "10.0.0.1, 192.168.0.0/16, ::1, fd00::/8"},
    {"secrets", "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF"},
    {"server.listen", "unix:/run/doorward/doorward.sock"},
    {"server.listen", "127.0.0.1:9000"},
    {"server.listen", "[::1]:9000"},
    {"server.socket_mode", "600"},
    {"server.workers", "512"},
    {"server.max_requests", "0"},
    {"log.target", "/var/log/doorward.log"},
    {"database.url", "mysql://u:p@h/n"},
    {"mail.server", "localhost"},
    {"mail.server", "127.0.0.1:2525"},
    {"mail.server", "[::1]:25"},
    {"mail.from", "no-reply@example.org"},
    {"pages.site_name", "M\xc3\xbcller"},
    {"pages.language", "pt-br"},
    {"account.mount", ""},
    {"account.mount", "/accounts/"},
    {"account.mount", "/, example.org/, example.org/auth"},
    {"account.frontend_url", "https://example.org/verify?x=1"},
    {"portal.jwks_url", "https://issuer.example/.well-known/jwks.json"},
    {"portal.algorithms", "PS256, EdDSA"},
    {"portal.cookie_domain", "example.org"},
    {"portal.clock_skew", "0"},
    {"portal.allow_private_jwks", "true"},
    {"usage.retention", "0"},
    {"tiers.anonymous.max_uploads", "0"},
    {"tiers.extreme.storage", "9007199254740992"},
    {"token.mount", "/tokens,api.example.org/"},
    {"token.mode", "hardened"},
    {"gate.admit", "anyone"},
    {"token.algorithm", "HS512"},
    {"token.algorithm", "ES256"},
    {"token.private_key_file", "/etc/passwd"},
    {"token.issuer", "https://example.org/"},
    {"token.refresh_lifetime", "1"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(configuration_rules)

BOOST_DATA_TEST_CASE(a_value_that_cannot_be_right_is_a_fault, refused, row) {
  const auto faults = faults_of(row);
  BOOST_TEST(faults.size() == 1U);
  for (const auto& fault : faults) BOOST_TEST(!fault.what.empty());
}

BOOST_DATA_TEST_CASE(a_value_that_is_right_is_none, taken, row) {
  for (const auto& fault : faults_of(row)) BOOST_ERROR(fault.where << ": " << fault.what);
}

BOOST_AUTO_TEST_CASE(a_public_key_needs_its_private_one_and_no_algorithm_with_a_secret) {
  config::Config config;
  config.token.public_key_file = "/etc/passwd";
  BOOST_REQUIRE(config::validate(config).size() == 1U);
  BOOST_TEST(config::validate(config)[0].where == "token.private_key_file");
  config.token.private_key_file = "/etc/passwd";
  BOOST_TEST(config::validate(config).empty());
  config.token.algorithm = "HS256";
  BOOST_REQUIRE(config::validate(config).size() == 1U);
  BOOST_TEST(config::validate(config)[0].where == "token.public_key_file");
}

BOOST_AUTO_TEST_CASE(mails_to_the_world_need_links_to_somewhere) {
  config::Config config;
  config.mail.server = "mail.example.org:587";
  for (const auto* local : {"http://localhost", "http://LOCALHOST:8080/auth", "http://127.0.0.2",
                            "http://[::1]:8080", "http://my.localhost"}) {
    config.public_url = local;
    const auto faults = config::validate(config);
    BOOST_REQUIRE_MESSAGE(faults.size() == 1U, local);
    BOOST_TEST(faults[0].where == "public_url");
    BOOST_TEST(faults[0].what.find("lead nowhere") != std::string::npos);
  }
  for (const auto* server : {"localhost", "127.0.0.1:2525", "[::1]:25"}) {
    config.mail.server = server;
    BOOST_TEST(config::validate(config).empty(), server);
  }
  config.mail.server = "mail.example.org";
  config.public_url = "https://example.org";
  BOOST_TEST(config::validate(config).empty());
}

BOOST_AUTO_TEST_CASE(a_mount_is_counted_from_the_path_of_the_public_url) {
  config::Config config;
  config.public_url = "https://example.org/acc";
  const auto what = [&](const char* mount) {
    config.account.mount = {mount};
    const auto faults = config::validate(config);
    return faults.empty() ? "" : faults[0].where + ": " + faults[0].what;
  };
  BOOST_TEST(what("/acc") ==
             "account.mount: \"/acc\" is counted from the path of public_url, so that it would be "
             "/acc/acc; write \"/\"");
  BOOST_TEST(
      what("example.org/acc/v1") ==
      "account.mount: \"example.org/acc/v1\" is counted from the path of public_url, so that "
      "it would be /acc/acc/v1; write \"example.org/v1\"");
  for (const auto* mount : {"/", "/accounts", "/v1/acc", "api.example.org/acc"}) {
    BOOST_TEST(what(mount) == "", mount);
  }
}

BOOST_AUTO_TEST_CASE(a_password_for_mails_leaves_this_machine_under_tls_unless_it_is_meant_to) {
  config::Config config;
  config.public_url = "https://example.org";
  config.mail.username = "door";
  config.mail.password = "s3cret";
  config.mail.tls = "none";
  const auto fault = [&] {
    const auto faults = config::validate(config);
    return faults.empty() ? "" : faults.front().where;
  };
  config.mail.server = "mail.example.org";
  BOOST_TEST(fault() == "mail.tls");
  config.mail.auth = "plain";
  BOOST_TEST(fault() == "");
  config.mail.auth = "auto";
  config.mail.server = "localhost:2525";
  BOOST_TEST(fault() == "");
  config.mail.server = "mail.example.org";
  config.mail.tls = "starttls";
  BOOST_TEST(fault() == "");
}

BOOST_AUTO_TEST_CASE(a_token_for_mails_comes_from_one_place_and_by_https) {
  config::Config config;
  config.public_url = "https://example.org";
  config.mail.server = "smtp.gmail.com";
  config.mail.username = "door@example.org";
  config.mail.auth = "xoauth2";
  const auto fault = [&] {
    const auto faults = config::validate(config);
    return faults.empty() ? "" : faults.front().where;
  };
  BOOST_TEST(fault() == "mail.auth");
  config.mail.token_file = "/run/doorward/token";
  BOOST_TEST(fault() == "");
  config.mail.token_url = "https://oauth2.googleapis.com/token";
  BOOST_TEST(fault() == "mail.token_url");
  config.mail.token_file = "";
  BOOST_TEST(fault() == "mail.client_id");
  config.mail.client_id = "door";
  BOOST_TEST(fault() == "mail.client_secret");
  config.mail.refresh_token = "1//0g";
  BOOST_TEST(fault() == "");
  config.mail.token_url = "http://oauth2.example.org/token";
  BOOST_TEST(fault() == "mail.token_url");
  config.mail.token_url = "https://oauth2.googleapis.com/token";
  config.mail.username = "";
  BOOST_TEST(fault() == "mail.username");
}

BOOST_AUTO_TEST_CASE(we_greet_by_a_name_that_the_world_can_know) {
  config::Config config;
  config.mail.from = "door@mail.example.org";
  const std::pair<const char*, const char*> rows[] = {
      {"https://accounts.example.org/auth", "accounts.example.org"},
      {"http://localhost:8080", "mail.example.org"},
      {"http://192.0.2.1", "mail.example.org"},
      {"http://[2001:db8::1]:8080", "mail.example.org"},
      {"https://intranet", "mail.example.org"}};
  for (const auto& [url, name] : rows) {
    config.public_url = url;
    BOOST_TEST(config::helo_name(config) == name, url);
  }
  config.mail.from = "doorward@localhost";
  BOOST_TEST(config::helo_name(config) == "");
  config.mail.helo = "[192.0.2.1]";
  BOOST_TEST(config::helo_name(config) == "[192.0.2.1]");
}

BOOST_AUTO_TEST_CASE(mails_are_shown_only_without_a_mail_server_and_on_this_machine) {
  config::Config config;
  config.mail.caught_page = true;
  const auto is_refused = [&] {
    const auto faults = config::validate(config);
    for (const auto& fault : faults) BOOST_TEST(fault.where == "mail.caught_page");
    BOOST_TEST(config::shows_caught_mails(config) == faults.empty());
    return !faults.empty();
  };
  for (const auto* url : {"http://localhost", "http://localhost:8080", "https://LOCALHOST/accounts",
                          "http://127.0.0.1:20001", "http://127.1.2.3", "http://[::1]:8080/x"}) {
    config.public_url = url;
    BOOST_TEST(!is_refused(), url);
  }
  for (const auto* url :
       {"https://example.org", "http://localhost.example.org", "http://example.org/localhost",
        "http://192.168.0.1", "http://[fe80::1]", "http://127.0.0.1.nip.io", "http://0.0.0.0"}) {
    config.public_url = url;
    BOOST_TEST(is_refused(), url);
  }
  config.public_url = "http://localhost";
  config.mail.server = "localhost:2525";
  BOOST_TEST(is_refused());
  config.mail.caught_page = false;
  BOOST_TEST(!config::shows_caught_mails(config));
}

BOOST_AUTO_TEST_CASE(the_defaults_have_no_fault) { BOOST_TEST(config::validate({}).empty()); }

BOOST_AUTO_TEST_SUITE_END()
