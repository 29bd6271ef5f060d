#include "wiring/delivery.h"

#include "accounts/keys/mail_keys.h"
#include "base/log.h"
#include "config/config.h"
#include "courier/command_channel.h"
#include "courier/file_channel.h"
#include "courier/mail_templates.h"
#include "courier/mail_token.h"
#include "courier/smtp.h"
#include "wiring/links.h"
#include "wiring/upstream.h"

namespace wiring {

namespace {

constexpr std::chrono::milliseconds kTurn{200};  // of upkeep, while mails wait
constexpr std::chrono::seconds kOnce{50};        // less than a minute, which is how often cron asks

courier::Composer::Settings composer_settings(const config::Config& config) {
  return {.sender = config.mail.from,
          .sender_name = config::sender_name(config),
          .site_name = config.pages.site_name,
          .verify_url = verify_url(config),
          .reset_url = reset_url(config),
          .confirm_url = confirm_url(config)};
}

courier::Patience patience_of(const config::Config& config) {
  // A mail that hangs must not come back while it is still being tried.
  const auto lease = std::max(courier::Patience{}.lease, 3 * config.mail.timeout);
  return {
      .lease = lease, .first_delay = config.mail.first_retry, .give_up_after = config.mail.give_up};
}

upkeep::Retention retention_of(const config::Config& config) {
  return {.audit_log = config.meta.audit_retention,
          .deliveries = config.meta.webhook_retention,
          .dead_mails = config.mail.retention,
          .usage = config.usage.retention,
          .abuse_window = config.abuse.window};
}

std::vector<upkeep::Task> tasks_of(Process& process, accounts::UpstreamKeys& provider_keys,
                                   accounts::KeyExpiry& key_expiry) {
  auto tasks = upkeep::database_tasks(process.database, process.usage, process.clock,
                                      retention_of(process.config));
  tasks.push_back({"provider_keys", std::chrono::seconds{1}, [&] {
                     provider_keys.refresh();
                     return false;
                   }});
  tasks.push_back({"pgp_key_expiry", std::chrono::minutes{1}, [&] { return key_expiry.tell(); }});
  return tasks;
}

std::unique_ptr<courier::Channel<courier::Envelope>> make_way_out(const config::Config& config) {
  if (config::mails_become_files(config)) {
    return std::make_unique<courier::FileChannel>(config::mail_directory(config));
  }
  if (!config.mail.command.empty()) {
    return std::make_unique<courier::CommandChannel>(courier::CommandSettings{
        config.mail.command, config.mail.timeout, static_cast<int>(config.mail.concurrency)});
  }
  return std::make_unique<courier::SmtpChannel>(smtp_settings(config));
}

std::shared_ptr<courier::MailToken> mail_token(const config::Config::Mail& mail) {
  if (mail.auth != "xoauth2") return nullptr;
  return std::make_shared<courier::MailToken>(
      courier::MailToken::Settings{.file = mail.token_file,
                                   .url = mail.token_url,
                                   .client_id = mail.client_id,
                                   .client_secret = mail.client_secret,
                                   .refresh_token = mail.refresh_token,
                                   .scope = mail.token_scope,
                                   .ca_file = mail.ca_file,
                                   .timeout = mail.timeout});
}

}  // namespace

courier::SmtpSettings smtp_settings(const config::Config& config) {
  const auto& mail = config.mail;
  return {.server = mail.server,
          .username = mail.username,
          .password = mail.password,
          .auth = mail.auth,
          .token = mail_token(mail),
          .helo = config::helo_name(config),
          .tls = mail.tls,
          .ca_file = mail.ca_file,
          .timeout = mail.timeout,
          .concurrency = static_cast<int>(mail.concurrency)};
}

Delivery::Delivery(Process& process)
    : templates_(courier::mail_templates(), process.config.pages.templates),
      composer_(
          process.tokens, templates_, composer_settings(process.config),
          [&process](const std::string& address, base::Time written_at) {
            return accounts::MailKeys(process.database, process.clock).find(address, written_at);
          }),
      way_out_(make_way_out(process.config)),
      mails_(composer_, *way_out_),
      signer_(process.secret),
      calls_(process.database, process.clock, process.entropy, signer_,
             {.allow_private = process.config.meta.allow_private_webhooks}),
      dispatcher_(process.database, process.clock, process.entropy, {&mails_, &calls_},
                  patience_of(process.config)),
      upstream_keys_(process.database, process.clock, process.key_source,
                     upstream_key_settings(process.config)),
      key_expiry_(process.context()),
      upkeep_(tasks_of(process, upstream_keys_, key_expiry_)) {
  base::log::info("webhooks.public_key", {{"key", signer_.public_keys().front()}});
  if (!config::mails_become_files(process.config)) return;
  base::log::info("mail.to_files", {{"directory", config::mail_directory(process.config)}});
}

void Delivery::run(const courier::Wait& wait, const std::function<bool()>& stop) {
  const auto round = [&] { return upkeep_.round(kTurn, stop); };
  courier::run(dispatcher_, {}, round, wait, stop);
}

int Delivery::run_once(const std::function<bool()>& stop) {
  return courier::run_once(
      dispatcher_, [&] { return upkeep_.round_of_all(kOnce, stop); }, stop);
}

}  // namespace wiring
