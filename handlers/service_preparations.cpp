#include "service_preparations.h"

#include <filesystem>

#include "accounts/secret_mark.h"
#include "base/error.h"
#include "base/log.h"
#include "config/config.h"
#include "ownership.h"
#include "sandboxes.h"
#include "schema.h"
#include "site_templates.h"
#include "usage_schema.h"
#include "wiring/apis.h"
#include "wiring/signing.h"
#include "worker.h"
#include "writable.h"

namespace {

bool is_file(const config::Config::Log& log) {
  return log.target != "stderr" && log.target != "syslog";
}

constexpr std::string_view kSqlite = "sqlite:";
constexpr auto kMade = " (made at the first start)";

std::string file_of(const std::string& url) { return url.substr(kSqlite.size()); }

std::string name_of(const std::string& url) {
  return url.starts_with(kSqlite) ? file_of(url) : "the server answers";
}

/// Whether it is a file that is not there yet. Throws base::Error when it could not be made.
bool is_to_be_made(const config::Config& config, const std::string& url) {
  store::Settings::check(url);
  if (!url.starts_with(kSqlite) || is_there(file_of(url))) return false;
  const bool is_made_with_directory =
      !is_there(config.directory) &&
      std::filesystem::path(file_of(url)).parent_path() == config.directory;
  if (!is_made_with_directory) require_file(file_of(url));
  return true;
}

/// The databases, for who only looks.
struct Examined {
  explicit Examined(const config::Config& config)
      : database(std::make_unique<store::Database>(wiring::database_settings(config), entropy,
                                                   generations)),
        usage(std::make_unique<store::UsageDatabases>(
            *database, wiring::usage_database_settings(config), entropy, generations)) {}

  base::SystemEntropy entropy;
  cache::Generations generations;
  const std::unique_ptr<store::Database> database;
  const std::unique_ptr<store::UsageDatabases> usage;
};

/// Without making one.
std::optional<crypto::Secret> secret_of(const config::Config& config) {
  if (!config.secrets.empty()) return crypto::Secret(config.secrets);
  const auto file = config::secret_file(config);
  if (!is_there(file)) return std::nullopt;
  base::SystemEntropy entropy;
  return crypto::Secret::from_file(file, entropy);
}

/// The one that would be made is not the database's either.
crypto::Secret secret_or_new(const config::Config& config) {
  if (auto secret = secret_of(config)) return *std::move(secret);
  base::SystemEntropy entropy;
  return crypto::Secret({crypto::Secret::make(entropy)});
}

const std::string kLonger =
    "make it as long as the hash (RFC 7518 section 3.2): 32, 48 or 64 bytes";

/// "ports", "files, ports": what this system cannot take from a process.
std::string missing_of_sandboxes() {
  std::string words;
  for (const auto& part : confined::missing()) words.append(words.empty() ? "" : ", ").append(part);
  return words;
}

bool is_short(const accounts::SigningKeys::Settings& settings) {
  return crypto::is_symmetric(settings.algorithm) && !settings.private_key.empty() &&
         crypto::is_short_secret(settings.private_key, settings.algorithm);
}

}  // namespace

std::string examine_log(const Start& start) {
  if (is_file(start.config.log)) require_file(start.config.log.target);
  return start.config.log.target;
}

void perform_log(Start& start) { open_log(start.config); }

std::string examine_files(const Start& start) {
  require_usable_files(start.config);
  if (config::mails_become_files(start.config)) {
    if (is_there(start.config.directory)) require_directory(config::mail_directory(start.config));
    return "mails without a mail server go to " + config::mail_directory(start.config);
  }
  return "all usable";
}

void perform_files(Start& start) { examine_files(start); }

std::string examine_secret(const Start& start) {
  const auto& config = start.config;
  const bool there = secret_of(config).has_value();
  if (!config.secrets.empty()) return "from the configuration";
  return config::secret_file(config) + (there ? "" : " (made at the first start)");
}

void perform_secret(Start& start) {
  start.process = std::make_unique<wiring::Process>(start.config);
}

std::string examine_templates(const Start& start) {
  check_site_templates(start.config);
  return start.config.pages.templates.empty() ? "built-in" : start.config.pages.templates;
}

void perform_templates(Start& start) { check_site_templates(start.config); }

std::string examine_certificates(const Start& start) {
  std::string files;
  for (const auto& file : {start.config.mail.ca_file, start.config.portal.jwks_ca_file}) {
    if (file.empty()) continue;
    require_readable(file);
    files += (files.empty() ? "" : ", ") + file;
  }
  return files.empty() ? "the system's" : files;
}

void perform_certificates(Start& start) { examine_certificates(start); }

std::string examine_database(const Start& start) {
  const auto url = config::database_url(start.config);
  if (is_to_be_made(start.config, url)) return file_of(url) + kMade;
  const Examined examined(start.config);
  return name_of(url) + ", " +
         examine_schema(*examined.database, secret_or_new(start.config), "database.url");
}

void perform_database(Start& start) {
  require_database(start.process->database, start.process->secret);
}

std::string examine_replicas(const Start& start) {
  std::string positions;
  for (const auto& url : start.config.database.replicas) {
    const auto place = examine_replica(url, start.config.database.timeout);
    positions += (positions.empty() ? "" : "; ") + place;
  }
  return positions.empty() ? "none" : positions;
}

void perform_replicas(Start& /*start*/) {}

std::string examine_usage(const Start& start) {
  const auto& urls = start.config.usage.database;
  if (is_to_be_made(start.config, config::database_url(start.config))) {
    for (const auto& url : urls) is_to_be_made(start.config, url);
    return urls.empty() ? "in the database" : "made at the first start";
  }
  const Examined examined(start.config);
  const bool is_known = examine_usage_list(*examined.database, *examined.usage);
  std::string states;
  for (std::size_t i = 0; i < urls.size(); ++i) {
    const bool is_made = !is_to_be_made(start.config, urls[i]);
    const auto state = examine_usage_database(*examined.usage, static_cast<int>(i), is_known,
                                              is_made, secret_or_new(start.config));
    states += (i == 0 ? "" : "; ") +
              (is_made ? name_of(urls[i]) + ", " + state : file_of(urls[i]) + kMade);
  }
  return urls.empty() ? "in the database" : states;
}

void perform_usage(Start& start) { require_usage_databases(*start.process); }

std::string examine_signing_key(const Start& start) {
  const auto settings = wiring::signing_settings(start.config).tokens;
  accounts::SigningKeys::check(settings);
  const auto& file = start.config.token.private_key_file;
  if (file.empty()) return "in the database (made at the first start)";
  return is_short(settings) ? file + ": a short secret, that others can find by trying; " + kLonger
                            : file;
}

void perform_signing_key(Start& start) {
  if (is_short(wiring::signing_settings(start.config).tokens)) {
    base::log::warning("signing_keys.short_secret",
                       {{"file", start.config.token.private_key_file}, {"do", kLonger}});
  }
  wiring::Apis(*start.process).prepare();
}

std::string examine_sandbox(const Start& start) {
  if (!is_sandboxed(start.config)) return "off";
  const auto missing = missing_of_sandboxes();
  auto words = missing.empty() ? "system calls, files and ports are confined"
                               : "this system cannot confine " + missing;
  if (is_courier_sandboxed(start.config)) return words;
  return words + "; nothing of the courier, whose mail.command may need it";
}

void perform_sandbox(Start& start) {
  if (const auto missing = missing_of_sandboxes(); is_sandboxed(start.config) && !missing.empty()) {
    base::log::warning("sandbox.partial", {{"missing", missing}});
  }
}
