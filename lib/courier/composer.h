#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/clock.h"
#include "courier/mime.h"
#include "courier/transport.h"
#include "crypto/opaque_token.h"
#include "model/message.h"
#include "templates/templates.h"

namespace courier {

/// Makes mails of messages: fills the templates, mints the link's token, writes the MIME text, and
/// encrypts it for those who want that. Not for several threads, as the OpenPGP library is not.
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
  /// what `key_of` throws. A retry sends the same mail with the same Message-ID; only what is
  /// encrypted differs in its bytes.
  ///
  /// A mail is sent in plain when its recipient's key cannot be encrypted to (it has expired), as
  /// owners without a key get it: a warning or a reset that never comes does more harm. The log
  /// says `mail.not_encrypted`.
  Envelope compose(const model::Message& message) const;

 private:
  templates::Values values(const model::Message& message, const model::Mail& mail) const;
  const std::string& url_of(const model::Mail& mail) const;
  std::string language_of(const model::Mail& mail) const;
  std::string written(const MimeMail& content, const model::Mail& mail) const;

  const crypto::OpaqueTokens& tokens_;
  const templates::Templates& templates_;
  Settings settings_;
  KeyOf key_of_;
};

/// `url` with "token=<token>" as its query, or behind the query that it has; before a fragment.
std::string with_token(const std::string& url, const std::string& token);

}  // namespace courier
