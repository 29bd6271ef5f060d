#include "commands/examination.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <iomanip>

#include "base/error.h"
#include "commands/operator_words.h"
#include "courier/mail_templates.h"
#include "courier/smtp_session.h"
#include "crypto/secret.h"
#include "delivery.h"
#include "ownership.h"
#include "pages/renderer.h"
#include "signing.h"
#include "store/migrations.h"
#include "templates/templates.h"
#include "upstream.h"

namespace {

namespace fs = std::filesystem;

/// False as well for what this user cannot see.
bool is_there(const fs::path& path) { return access(path.c_str(), F_OK) == 0; }

/// The nearest directory above a path that is there.
fs::path existing_parent(fs::path path) {
  path = fs::absolute(path);
  while (!is_there(path) && path.has_relative_path()) path = path.parent_path();
  return path;
}

/// Whether it can be written to, or made.
bool is_writable(const fs::path& path) {
  const auto there = existing_parent(path);
  if (fs::is_directory(there)) return access(there.c_str(), W_OK | X_OK) == 0;
  return there == fs::absolute(path) && access(there.c_str(), W_OK) == 0;
}

bool is_open_to_others(const std::string& path) {
  struct stat found {};
  return stat(path.c_str(), &found) == 0 && (found.st_mode & S_IRWXO) != 0;
}

bool has_secrets(const config::Config& config) {
  return !config.secrets.empty() || !config.mail.password.empty() ||
         config.database.url.starts_with("mysql://");
}

std::string sqlite_file(const config::Config& config) {
  return config::database_url(config).substr(std::string_view("sqlite:").size());
}

}  // namespace

template <typename Attempt>
bool Examination::attempt(const char* part, Attempt attempt) {
  try {
    fine(part, attempt());
    return true;
  } catch (const base::Error& error) {
    fault(part, words_for_operator(error));
    return false;
  }
}

void Examination::fine(const char* part, const std::string& text) {
  out_ << "OK     " << std::left << std::setw(14) << part << text << "\n";
}

void Examination::fault(const char* part, const std::string& text) {
  ++faults_;
  out_ << "FAULT  " << std::left << std::setw(14) << part << text << "\n";
}

void Examination::examine(const config::Loaded& loaded) {
  configuration(loaded);
  file_mode(loaded);
  directory(loaded.config);
  secret(loaded.config);
  signing_key(loaded.config);
  templates(loaded.config);
  database(loaded.config);
  mail(loaded.config);
  identity_provider(loaded.config);
  strangers(loaded.config);
}

void Examination::configuration(const config::Loaded& loaded) {
  for (const auto& found : loaded.faults) fault("configuration", found.where + ": " + found.what);
  if (!loaded.faults.empty()) return;
  fine("configuration", loaded.file.empty() ? "no file: defaults and environment" : loaded.file);
}

void Examination::file_mode(const config::Loaded& loaded) {
  if (loaded.file.empty() || !has_secrets(loaded.config)) return;
  if (is_open_to_others(loaded.file)) {
    fault("configuration", loaded.file + " holds secrets and is open to others; use mode 0640");
  }
}

void Examination::directory(const config::Config& config) {
  const auto& path = config.directory;
  if (!is_writable(path)) return fault("directory", path + " cannot be written to");
  if (!is_there(path)) return fine("directory", path + " (made at the first start)");
  if (is_open_to_others(path))
    return fault("directory", path + " is open to others; use mode 0750");
  attempt("directory", [&] {
    require_usable_files(config);
    return path;
  });
}

void Examination::secret(const config::Config& config) {
  attempt("secret", [&]() -> std::string {
    if (!config.secrets.empty()) {
      const crypto::Secret usable(config.secrets);
      return "from the configuration";
    }
    const auto file = config::secret_file(config);
    if (!is_there(file)) return file + " (made at the first start)";
    base::SystemEntropy entropy;
    crypto::Secret::from_file(file, entropy);
    return file;
  });
}

void Examination::signing_key(const config::Config& config) {
  const auto& file = config.token.private_key_file;
  if (!file.empty() && is_open_to_others(file)) {
    return fault("signing key", file + " is open to others; use mode 0640");
  }
  attempt("signing key", [&]() -> std::string {
    accounts::SigningKeys::check(signing_settings(config).tokens);
    return file.empty() ? "in the database (made at the first start)" : file;
  });
}

void Examination::templates(const config::Config& config) {
  attempt("templates", [&]() -> std::string {
    const auto& own = config.pages.templates;
    const ::templates::Templates mails(courier::mail_templates(), own);
    const ::templates::Templates texts(pages::page_templates(), own);
    const pages::Renderer renderer(texts, {config.pages.site_name, config.pages.language});
    return own.empty() ? "built-in" : own;
  });
}

void Examination::database(const config::Config& config) {
  const auto url = config::database_url(config);
  if (!url.starts_with("sqlite:")) {
    const bool answers = attempt("database", [&]() -> std::string {
      base::SystemEntropy entropy;
      cache::Generations generations;
      store::Database({url, config.database.timeout}, entropy, generations).ping();
      return "the server answers";
    });
    return answers ? schema(config) : void();
  }
  const auto file = sqlite_file(config);
  if (!is_writable(file)) return fault("database", file + " cannot be written to");
  if (!is_there(file)) return fine("database", file + " (made at the first start)");
  schema(config);
}

void Examination::schema(const config::Config& config) {
  attempt("schema", [&]() -> std::string {
    base::SystemEntropy entropy;
    cache::Generations generations;
    store::Database database({config::database_url(config), config.database.timeout}, entropy,
                             generations);
    const auto pending = store::pending_migrations(database);
    if (pending.empty()) return "up to date";
    if (database.is_embedded()) return "older than this program (migrated at the next start)";
    throw base::Error(base::ErrorCode::unavailable,
                      {"The database is not up to date; run `doorward migrate`."});
  });
}

void Examination::mail(const config::Config& config) {
  if (config.mail.server.empty()) {
    return fine("mail", "no server: files in " + config::mail_directory(config));
  }
  attempt("mail", [&]() -> std::string {
    const auto settings = smtp_settings(config);
    const auto outcome = courier::SmtpSession(settings).greet();
    if (outcome.kind == courier::Outcome::Kind::delivered) return settings.url() + " answers";
    throw base::Error(base::ErrorCode::unavailable, {settings.url() + ": " + outcome.error});
  });
}

void Examination::identity_provider(const config::Config& config) {
  if (config.portal.mount.empty()) return;
  if (config.portal.jwks_url.empty()) {
    return fine("portal", "nobody can sign in; set portal.jwks_url to the provider's keys");
  }
  attempt("portal", [&] {
    const auto keys = accounts::usable_keys(key_source(config)(config.portal.jwks_url));
    return "keys of the identity provider: " + std::to_string(keys.keys.size());
  });
}

// Of all APIs one asks for no address. What that means is for the operator to know, not a fault.
void Examination::strangers(const config::Config& config) {
  if (config.token.mount.empty()) return;
  const bool pass = config.gate.admit == "anyone";
  fine("strangers",
       std::string("POST /user (token.mount) makes accounts without an address for anybody; ") +
           (pass ? "gate.admit = \"anyone\" lets them through the gate"
                 : "the gate lets none through without a verified one (gate.admit)"));
}
