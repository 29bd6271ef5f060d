#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <set>

#include "config/keys.h"
#include "support/temp_directory.h"

namespace {

using config::Duration;
using config::Key;
using config::Value;

/// A value that the key may have and that is not its default.
Value other_value(const Key& key) {
  const auto standard = key.get({});
  if (const auto* number = std::get_if<std::int64_t>(&standard)) return *number + 1;
  if (const auto* time = std::get_if<Duration>(&standard)) return *time + key.counted_in;
  if (std::holds_alternative<config::Strings>(standard)) return config::Strings{"/a", "/b"};
  if (const auto* truth = std::get_if<bool>(&standard)) return !*truth;
  const auto& text = std::get<std::string>(standard);
  if (!key.words.empty()) return std::string(key.words[key.words[0] == text ? 1 : 0]);
  return text + "x";
}

std::string as_toml(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* time = std::get_if<Duration>(&value)) return '"' + config::to_text(*time) + '"';
  if (const auto* text = std::get_if<std::string>(&value)) return '"' + *text + '"';
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  return R"(["/a", "/b"])";
}

std::string as_variable(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* time = std::get_if<Duration>(&value)) return config::to_text(*time);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  return "/a, /b";
}

/// Relative paths are made to start elsewhere; what was written is still the end of the value.
bool is_from(const Value& loaded, const Value& written) {
  const auto* text = std::get_if<std::string>(&loaded);
  if (text == nullptr) return loaded == written;
  return text->ends_with(std::get<std::string>(written));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(configuration_keys)

BOOST_AUTO_TEST_CASE(each_key_has_a_name_and_a_variable_of_its_own_and_a_comment) {
  std::set<std::string> names;
  for (const Key& key : config::keys()) {
    BOOST_TEST(names.emplace(key.name).second, key.name);
    BOOST_TEST(names.insert(config::environment_name(key.name)).second, key.name);
    BOOST_TEST(key.comment.size() > 10U, key.name);
  }
  BOOST_TEST(names.contains("DOORWARD_ABUSE_FAILURES_PER_ADDRESS"));
}

BOOST_AUTO_TEST_CASE(every_key_can_be_set_in_a_file) {
  const TempDirectory directory;
  for (const Key& key : config::keys()) {
    const auto value = other_value(key);
    const auto file =
        directory.write("doorward.toml", std::string(key.name) + " = " + as_toml(value) + "\n");
    const auto loaded = config::load(file, {});
    BOOST_TEST(is_from(key.get(loaded.config), value), key.name);
  }
}

BOOST_AUTO_TEST_CASE(every_key_can_be_set_by_its_variable_which_wins_over_the_file) {
  const TempDirectory directory;
  for (const Key& key : config::keys()) {
    const auto file = directory.write("doorward.toml",
                                      std::string(key.name) + " = " + as_toml(key.get({})) + "\n");
    const auto value = other_value(key);
    const auto loaded =
        config::load(file, {{config::environment_name(key.name), as_variable(value)}});
    BOOST_TEST(is_from(key.get(loaded.config), value), key.name);
  }
}

BOOST_AUTO_TEST_CASE(every_default_is_a_value_that_its_key_may_have) {
  for (const Key& key : config::keys()) BOOST_TEST(key.fault_of(key.get({})) == "", key.name);
}

BOOST_AUTO_TEST_CASE(every_number_and_every_time_has_bounds) {
  for (const Key& key : config::keys()) {
    const auto standard = key.get({});
    const bool is_counted = std::holds_alternative<std::int64_t>(standard) ||
                            std::holds_alternative<Duration>(standard);
    BOOST_TEST(key.range.has_value() == is_counted, key.name);
  }
}

BOOST_AUTO_TEST_CASE(a_plain_number_of_a_time_is_counted_in_what_its_comment_says) {
  const std::pair<Duration, std::string> units[] = {{std::chrono::days{1}, "days"},
                                                    {std::chrono::hours{1}, "hours"},
                                                    {std::chrono::minutes{1}, "minutes"}};
  for (const Key& key : config::keys()) {
    if (!std::holds_alternative<Duration>(key.get({}))) continue;
    for (const auto& [unit, name] : units) {
      std::string comment(key.comment);
      std::replace(comment.begin(), comment.end(), '\n', ' ');
      const bool says = comment.find("A plain number: " + name + ".") != std::string::npos;
      BOOST_TEST(says == (key.counted_in == unit), key.name);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_key_is_still_read_by_the_name_that_it_had) {
  const TempDirectory directory;
  const auto file = directory.write("doorward.toml", "[mail]\ngive_up_hours = 7\n");
  const auto loaded = config::load(file, {{"DOORWARD_SERVER_CACHE_SECONDS", "9"}});
  BOOST_TEST(loaded.faults.empty());
  BOOST_TEST((loaded.config.mail.give_up == std::chrono::hours{7}));
  BOOST_TEST((loaded.config.server.cache == std::chrono::seconds{9}));
}

BOOST_AUTO_TEST_CASE(what_is_not_set_keeps_its_default) {
  const auto loaded = config::load("", {{"DOORWARD_SERVER_WORKERS", "7"}});
  BOOST_TEST(loaded.faults.empty());
  for (const Key& key : config::keys()) {
    if (key.name == "server.workers") continue;
    BOOST_TEST((key.get(loaded.config) == key.get({})), key.name);
  }
}

BOOST_AUTO_TEST_CASE(an_empty_key_follows_the_directory) {
  config::Config config;
  config.directory = "/srv/dw";
  config.server.workers = 9;
  BOOST_TEST(config::listen_address(config) == "unix:/srv/dw/doorward.sock");
  BOOST_TEST(config::database_url(config) == "sqlite:/srv/dw/doorward.db");
  BOOST_TEST(config::secret_file(config) == "/srv/dw/secret");
  BOOST_TEST(config::mail_directory(config) == "/srv/dw/mail");
  BOOST_TEST(config::hash_slots(config, 8) == 8);
  BOOST_TEST(config::token_issuer(config) == "http://localhost");
  BOOST_TEST(config::sender_name(config) == "doorward");
  config.pages.site_name = "The Club";
  BOOST_TEST(config::sender_name(config) == "The Club");
  config.server.listen = "127.0.0.1:9000";
  config.database.url = "sqlite:/elsewhere";
  config.passwords.slots = 3;
  config.token.issuer = "https://tokens.example.org";
  BOOST_TEST(config::listen_address(config) == "127.0.0.1:9000");
  BOOST_TEST(config::database_url(config) == "sqlite:/elsewhere");
  BOOST_TEST(config::hash_slots(config, 8) == 3);
  BOOST_TEST(config::token_issuer(config) == "https://tokens.example.org");
  config.mail.from_name = "The Club's door";
  BOOST_TEST(config::sender_name(config) == "The Club's door");
}

BOOST_AUTO_TEST_CASE(a_host_whose_cores_cannot_be_counted_still_hashes) {
  BOOST_TEST(config::hash_slots(config::Config(), 0) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
