#include "preparations.h"

#include <algorithm>

#include "commands/operator_words.h"
#include "daemon/privileges.h"
#include "host_preparations.h"
#include "service_preparations.h"

namespace {

Finding examined(const Preparation& preparation, const Start& start) try {
  return {preparation.name(), preparation.examine(start)};
} catch (const base::Error& error) {
  const auto where = " [" + std::string(preparation.keys()) + "]";
  return {preparation.name(), words_for_operator(error) + where, error};
}

bool has_fault(const Findings& findings, std::string_view name) {
  return std::any_of(findings.begin(), findings.end(),
                     [&](const Finding& finding) { return finding.name == name && finding.fault; });
}

constexpr std::string_view kUser = "user";

}  // namespace

const std::vector<Preparation>& preparations() {
  static const std::vector<Preparation> all{
      {"directory", "directory", Reach::starter, examine_directory, perform_directory},
      {"socket", "server.listen", Reach::starter, examine_socket, perform_socket},
      {"pid file", "server.pid_file", Reach::starter, examine_pid_file, perform_pid_file},
      {kUser, "server.user, server.group", Reach::starter, examine_user, perform_user},
      {"service", "directory", Reach::service, examine_service, perform_service},
      {"log", "log.target", Reach::process, examine_log, perform_log},
      {"files", "directory", Reach::start, examine_files, perform_files},
      {"secret", "secrets", Reach::process, examine_secret, perform_secret},
      {"templates", "pages.templates", Reach::start, examine_templates, perform_templates},
      {"certificates", "mail.ca_file, portal.jwks_ca_file", Reach::start, examine_certificates,
       perform_certificates},
      {"database", "database.url", Reach::process, examine_database, perform_database},
      {"replicas", "database.replicas", Reach::start, examine_replicas, perform_replicas},
      {"usage", "usage.database", Reach::start, examine_usage, perform_usage},
      {"signing key", "token.private_key_file", Reach::start, examine_signing_key,
       perform_signing_key},
      {"sandbox", "server.sandbox", Reach::start, examine_sandbox, perform_sandbox},
  };
  return all;
}

bool Finding::keeps_from_serving() const {
  if (!fault) return false;
  return fault->code() != base::ErrorCode::unavailable || !fault->retry_after();
}

Findings examine_all(const Start& start) {
  Findings findings;
  for (const auto& preparation : preparations()) {
    findings.push_back(examined(preparation, start));
    // What follows is the business of whom we become here.
    if (preparation.name() == kUser && !has_fault(findings, kUser)) become_user(start.config);
  }
  return findings;
}

Findings examine_reload(const Start& start) {
  Findings findings;
  for (const auto& preparation : preparations()) {
    if (preparation.reach() >= Reach::start) findings.push_back(examined(preparation, start));
  }
  return findings;
}

namespace {

void perform_from(Reach least, Start& start) {
  for (const auto& preparation : preparations()) {
    if (preparation.reach() >= least) preparation.perform(start);
  }
}

}  // namespace

void perform_all(Start& start) { perform_from(Reach::starter, start); }

void perform_start(Start& start) { perform_from(Reach::start, start); }

void perform_process(Start& start) { perform_from(Reach::process, start); }

void require_prepared(Findings findings) {
  std::erase_if(findings, [](const Finding& finding) { return !finding.keeps_from_serving(); });
  if (!findings.empty()) throw Unprepared(std::move(findings));
}
