#pragma once

#include <map>
#include <optional>
#include <string>

#include "courier/composer.h"
#include "courier/mail_templates.h"
#include "model/message.h"
#include "support/fakes.h"

/// A composer of the site "Tür & Tor" with all that it needs, and messages to compose.
struct WritingDesk {
  /// With the templates of the program alone.
  WritingDesk() : WritingDesk("") {}
  explicit WritingDesk(const std::string& overrides) : set(courier::mail_templates(), overrides) {}

  model::Message message_of(const model::Mail& mail) {
    model::Message message;
    message.created_at = clock.now();
    message.due_at = message.created_at;
    message.id = base::Id::make(message.created_at, entropy);
    message.channel = "mail";
    message.payload = model::to_payload(mail);
    return message;
  }
  model::Mail verify_mail() {
    return {.template_name = "verify",
            .language = "en",
            .recipient = "eva@example.com",
            .username = "eva",
            .challenge = base::Id::make(clock.now(), entropy),
            .expires_at = clock.now() + std::chrono::minutes(10)};
  }

  FakeClock clock;
  FakeEntropy entropy;
  crypto::OpaqueTokens tokens{crypto::Secret({std::string(64, '7')})};
  templates::Templates set;
  courier::Composer composer{tokens,
                             set,
                             {.sender = "door@example.org",
                              .sender_name = "Tür & Tor",
                              .site_name = "Tür & Tor",
                              .verify_url = "https://example.org/verify",
                              .reset_url = "https://example.org/password/reset",
                              .confirm_url = "https://example.org/email/confirm"},
                             [this](const std::string& recipient, base::Time /*written_at*/) {
                               return key_of(recipient);
                             }};

  /// Armoured, by their owners' addresses.
  std::map<std::string, std::string> keys;

 private:
  std::optional<std::string> key_of(const std::string& recipient) const {
    const auto found = keys.find(recipient);
    return found == keys.end() ? std::nullopt : std::optional(found->second);
  }
};
