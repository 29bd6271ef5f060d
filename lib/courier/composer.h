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

/// Makes mails of messages: fills the templates, mints the link's token, and finds out who wants
/// theirs encrypted.
class Composer {
 public:
  /// The armoured OpenPGP key that the owner of an address wanted their mails encrypted to when
  /// this one was written, if any: nobody may prefer another key for what is on its way.
  using KeyOf = std::function<std::optional<std::string>(const std::string& recipient,
                                                         base::Time written_at)>;

  struct Settings {
    std::string sender;  ///< address of From and of the envelope
    std::string sender_name;
    std::string site_name;
    // What links open, without their token.
    std::string verify_url;
    std::string reset_url;
    std::string confirm_url;
  };

  /// `tokens` and `templates` must outlive the composer.
  Composer(const crypto::OpaqueTokens& tokens, const templates::Templates& templates,
           Settings settings, KeyOf key_of);

  /// Throws base::Error when the message cannot become a mail (a payload that is none, an unknown
  /// template, an address or name with a control character): it is dead, not to be retried; and
  /// what `key_of` throws. A retry makes the same mail with the same Message-ID.
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
