#include "service_preparations.h"

#include <filesystem>

#include "accounts/secret_mark.h"
#include "base/error.h"
#include "config/config.h"
#include "ownership.h"
#include "schema.h"
#include "site_templates.h"
#include "wiring/apis.h"
#include "wiring/signing.h"
#include "worker.h"
#include "writable.h"

namespace {

bool is_file(const config::Config::Log& log) {
  return log.target != "stderr" && log.target != "syslog";
}

std::string sqlite_file(const config::Config& config) {
  return config::database_url(config).substr(std::string_view("sqlite:").size());
}

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
  const auto& config = start.config;
  store::Settings::check(config::database_url(config));
  const bool embedded = config::database_url(config).starts_with("sqlite:");
  const auto name = embedded ? sqlite_file(config) : "the server answers";
  if (embedded && !is_there(name)) {
    const bool is_made_with_it = !is_there(config.directory) &&
                                 std::filesystem::path(name).parent_path() == config.directory;
    if (!is_made_with_it) require_file(name);
    return name + " (made at the first start)";
  }
  base::SystemEntropy entropy;
  cache::Generations generations;
  store::Database database({config::database_url(config), config.database.timeout}, entropy,
                           generations);
  return name + ", " + examine_schema(database, secret_or_new(config));
}

void perform_database(Start& start) {
  require_database(start.process->database, start.process->secret);
}

std::string examine_signing_key(const Start& start) {
  accounts::SigningKeys::check(wiring::signing_settings(start.config).tokens);
  const auto& file = start.config.token.private_key_file;
  return file.empty() ? "in the database (made at the first start)" : file;
}

void perform_signing_key(Start& start) { wiring::Apis(*start.process).prepare(); }
