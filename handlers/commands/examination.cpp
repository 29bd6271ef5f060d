#include "commands/examination.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <iomanip>

#include "base/addresses.h"
#include "base/calendar.h"
#include "base/credentials.h"
#include "base/error.h"
#include "commands/operator_words.h"
#include "config/config.h"
#include "config/url.h"
#include "courier/backlog.h"
#include "courier/smtp_session.h"
#include "store/database.h"
#include "wiring/delivery.h"
#include "wiring/upstream.h"

namespace {

bool is_open_to_others(const std::string& path) {
  struct stat found {};
  return stat(path.c_str(), &found) == 0 && (found.st_mode & S_IRWXO) != 0;
}

bool has_secrets(const config::Config& config) {
  return !config.secrets.empty() || !config.mail.password.empty() ||
         !config.mail.client_secret.empty() || !config.mail.refresh_token.empty() ||
         config.database.url.starts_with("mysql://") ||
         std::ranges::any_of(config.usage.database,
                             [](const auto& url) { return url.starts_with("mysql://"); });
}

std::optional<model::Alarm> find_mail_alarm(const config::Config& config) {
  const auto url = config::database_url(config);
  const std::string_view file = "sqlite:";
  std::error_code ignored;
  if (url.starts_with(file) && !std::filesystem::exists(url.substr(file.size()), ignored)) {
    return std::nullopt;
  }
  base::SystemEntropy entropy;
  cache::Generations generations;
  store::Database database({url, config.database.timeout}, entropy, generations);
  return courier::Backlog(database, base::SystemClock()).alarm_of("mail");
}

/// What a relay on this machine may send to the world.
std::string note_on_links(const config::Config& config) {
  const bool here = base::is_this_machine(config::address_of(config.public_url).host);
  return here ? "; links in mails lead to " + config.public_url : "";
}

}  // namespace

template <typename Attempt>
void Examination::attempt(const char* part, Attempt attempt) {
  try {
    fine(part, attempt());
  } catch (const base::Error& error) {
    fault(part, words_for_operator(error));
  }
}

void Examination::fine(std::string_view part, const std::string& text) {
  out_ << "OK     " << std::left << std::setw(14) << part << base::without_credentials(text)
       << "\n";
}

void Examination::fault(std::string_view part, const std::string& text) {
  ++faults_;
  out_ << "FAULT  " << std::left << std::setw(14) << part << text << "\n";
}

void Examination::examine(const config::Loaded& loaded) {
  examine_configuration(loaded);
  examine_open_files(loaded);
  examine_preparations(loaded.config);
  examine_mail(loaded.config);
  examine_identity_provider(loaded.config);
  examine_strangers(loaded.config);
}

void Examination::examine_configuration(const config::Loaded& loaded) {
  for (const auto& found : loaded.faults) fault("configuration", found.where + ": " + found.what);
  if (!loaded.faults.empty()) return;
  fine("configuration", loaded.file.empty() ? "no file: defaults and environment" : loaded.file);
}

void Examination::examine_open_files(const config::Loaded& loaded) {
  if (!loaded.file.empty() && has_secrets(loaded.config) && is_open_to_others(loaded.file)) {
    fault("configuration", loaded.file + " holds secrets and is open to others; use mode 0640");
  }
  std::error_code ignored;
  const auto& directory = loaded.config.directory;
  if (std::filesystem::is_directory(directory, ignored) && is_open_to_others(directory)) {
    fault("directory", directory + " is open to others; use mode 0750");
  }
  const auto& key = loaded.config.token.private_key_file;
  if (!key.empty() && is_open_to_others(key)) {
    fault("signing key", key + " is open to others; use mode 0640");
  }
}

void Examination::examine_preparations(const config::Config& config) {
  Start start(config);
  start.beside_service = true;
  for (const auto& finding : examine_all(start)) {
    finding.fault ? fault(finding.name, finding.text) : fine(finding.name, finding.text);
  }
}

void Examination::examine_mail(const config::Config& config) {
  examine_mail_alarm(config);
  if (config::mails_become_files(config)) {
    return fine("mail", "no server: files in " + config::mail_directory(config));
  }
  if (!config.mail.command.empty()) return examine_mail_command(config);
  attempt("mail", [&]() -> std::string {
    const auto settings = wiring::smtp_settings(config);
    const auto outcome = courier::SmtpSession(settings).greet();
    if (outcome.kind == courier::Outcome::Kind::delivered) {
      return settings.url() + " answers" + note_on_links(config);
    }
    throw base::Error(base::ErrorCode::unavailable, {settings.url() + ": " + outcome.error});
  });
}

void Examination::examine_mail_command(const config::Config& config) {
  const auto& program = config.mail.command.front();
  if (access(program.c_str(), X_OK) != 0) {
    return fault("mail", program + ": " + std::generic_category().message(errno));
  }
  fine("mail", program + " takes mails" + note_on_links(config));
}

/// What the courier has met. A database that cannot be asked is told of elsewhere.
void Examination::examine_mail_alarm(const config::Config& config) try {
  const auto alarm = find_mail_alarm(config);
  if (!alarm) return;
  fault("mail", "refused since " + base::to_the_minute(alarm->since) + ", the last time at " +
                    base::to_the_minute(alarm->last_at) + ": " + alarm->reason +
                    "; mails wait until one is delivered");
} catch (const base::Error&) {
}

void Examination::examine_identity_provider(const config::Config& config) {
  if (config.portal.mount.empty()) return;
  if (config.portal.jwks_url.empty()) {
    return fine("portal", "nobody can sign in; set portal.jwks_url to the provider's keys");
  }
  attempt("portal", [&] {
    const auto keys = accounts::usable_keys(wiring::key_source(config)(config.portal.jwks_url));
    return "keys of the identity provider: " + std::to_string(keys.keys.size());
  });
}

// Of all APIs one asks for no address. What that means is for the operator to know, not a fault.
void Examination::examine_strangers(const config::Config& config) {
  if (config.token.mount.empty()) return;
  const bool pass = config.gate.admit == "anyone";
  fine("strangers",
       std::string("POST /user (token.mount) makes accounts without an address for anybody; ") +
           (pass ? "gate.admit = \"anyone\" lets them through the gate"
                 : "the gate lets none through without a verified one (gate.admit)"));
}
