#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/clock.h"
#include "courier/envelope.h"
#include "courier/mime.h"
#include "crypto/opaque_token.h"
#include "model/message.h"
#include "templates/templates.h"

namespace courier {

/// A mail, and whether it is to be encrypted before it goes out.
struct Draft {
  MimeMail mail;
  Envelope plain;  ///< as it is sent to somebody without a key
  /// The armoured OpenPGP key that its recipient wants it encrypted to, if any.
  std::optional<std::string> key;
};

/// Turns messages into mails: fills the templates, mints the link's token, and finds out whether
/// the recipient wants encryption.
class Composer {
 public:
  /// The armoured OpenPGP key, if any, that the owner of an address had chosen for their mails when
  /// this one was written. A key that is chosen later must not apply to mails already on their way.
  using KeyOf = std::function<std::optional<std::string>(const std::string& recipient,
                                                         base::Time written_at)>;

  struct Settings {
    std::string sender;  ///< address of From and of the envelope
    std::string sender_name;
    std::string site_name;
    // The addresses that links lead to, without their token.
    std::string verify_url;
    std::string reset_url;
    std::string confirm_url;
  };

  /// `tokens` and `templates` must outlive the composer.
  Composer(const crypto::OpaqueTokens& tokens, const templates::Templates& templates,
           Settings settings, KeyOf key_of);

  /// Throws base::Error when the message cannot become a mail (a malformed payload, an unknown
  /// template, a control character in an address or name): then it is dead and must not be retried.
  /// Also throws what `key_of` throws. A retry makes the same mail with the same Message-ID.
  Draft compose(const model::Message& message) const;

 private:
  templates::Values values(const model::Message& message, const model::Mail& mail) const;
  const std::string& url_of(const model::Mail& mail) const;
  std::string language_of(const model::Mail& mail) const;

  const crypto::OpaqueTokens& tokens_;
  const templates::Templates& templates_;
  Settings settings_;
  KeyOf key_of_;
};

}  // namespace courier
