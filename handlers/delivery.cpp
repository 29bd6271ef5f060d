#include "delivery.h"

#include "accounts/mail_keys.h"
#include "base/log.h"
#include "courier/file_transport.h"
#include "courier/mail_templates.h"
#include "courier/smtp.h"
#include "links.h"
#include "upstream.h"

namespace {

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
  return {.lease = lease,
          .first_delay = config.mail.first_retry,
          .give_up_after = std::chrono::hours{config.mail.give_up_hours},
          .abuse_window = config.abuse.window,
          .usage_retention = config.usage.retention,
          .audit_retention = config.meta.audit_retention,
          .webhook_retention = std::chrono::days{config.meta.webhook_retention_days}};
}

std::unique_ptr<courier::Transport> make_transport(const config::Config& config) {
  if (config.mail.server.empty()) {
    return std::make_unique<courier::FileTransport>(config::mail_directory(config));
  }
  return std::make_unique<courier::SmtpTransport>(smtp_settings(config));
}

}  // namespace

courier::SmtpSettings smtp_settings(const config::Config& config) {
  const auto& mail = config.mail;
  return {.server = mail.server,
          .username = mail.username,
          .password = mail.password,
          .tls = mail.tls,
          .ca_file = mail.ca_file,
          .timeout = mail.timeout,
          .concurrency = static_cast<int>(mail.concurrency)};
}

Delivery::Delivery(Runtime& runtime)
    : templates_(courier::mail_templates(), runtime.config.pages.templates),
      composer_(
          runtime.tokens, templates_, composer_settings(runtime.config),
          [&runtime](const std::string& address, base::Time written_at) {
            return accounts::MailKeys(runtime.database, runtime.clock).find(address, written_at);
          }),
      transport_(make_transport(runtime.config)),
      mails_(composer_, *transport_),
      signer_(runtime.secret),
      calls_(runtime.database, runtime.clock, runtime.entropy, signer_,
             {.allow_private = runtime.config.meta.allow_private_webhooks}),
      dispatcher_(runtime.database, runtime.clock, runtime.entropy, {&mails_, &calls_},
                  patience_of(runtime.config)),
      upstream_keys_(runtime.database, runtime.clock, key_source(runtime.config),
                     upstream_key_settings(runtime.config)) {
  base::log::info("webhooks.public_key", {{"key", signer_.public_keys().front()}});
  if (!runtime.config.mail.server.empty()) return;
  base::log::info("mail.to_files", {{"directory", config::mail_directory(runtime.config)}});
}

void Delivery::run(const courier::Wait& wait, const std::function<bool()>& stop) {
  courier::run(
      dispatcher_, {}, [this] { upstream_keys_.refresh(); }, wait, stop);
}

int Delivery::run_once(const std::function<bool()>& stop) {
  return courier::run_once(
      dispatcher_, [this] { upstream_keys_.refresh(); }, stop);
}
