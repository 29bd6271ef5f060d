#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "accounts/issuers/upstream_keys.h"
#include "accounts/keys/key_expiry.h"
#include "courier/calls.h"
#include "courier/composer.h"
#include "courier/mail_channel.h"
#include "courier/service.h"
#include "courier/smtp_session.h"
#include "upkeep/upkeep.h"
#include "wiring/process.h"

namespace wiring {

/// The courier as the configuration wants it: its templates, its channels and its patience, the
/// upkeep that its process does meanwhile, and the ways to run it.
class Delivery {
 public:
  /// The process must outlive it. Throws base::Error (invalid_argument) for a template of the site
  /// that does not parse.
  explicit Delivery(Process& process);

  /// Delivers, with a round of upkeep at each turn, until `stop`; `wait` is courier::Wait.
  void run(const courier::Wait& wait, const std::function<bool()>& stop);

  /// Delivers what is due now; returns how many messages it tried.
  int run_once(const std::function<bool()>& stop);

 private:
  templates::Templates templates_;
  courier::Composer composer_;
  std::unique_ptr<courier::Channel<courier::Envelope>> way_out_;
  courier::MailChannel mails_;
  crypto::WebhookSigner signer_;
  courier::Calls calls_;
  courier::Dispatcher dispatcher_;
  accounts::UpstreamKeys upstream_keys_;
  accounts::KeyExpiry key_expiry_;
  upkeep::Upkeep upkeep_;
};

/// How to reach the mail server that the configuration names.
courier::SmtpSettings smtp_settings(const config::Config& config);

}  // namespace wiring
