#pragma once

#include "courier/mail_pool.h"
#include "courier/smtp_session.h"

namespace courier {

/// Hands mails to the site's mail server, several at once. When TLS is configured, nothing is ever
/// sent without it, and the server's certificate is always checked.
class SmtpChannel final : public MailPool {
 public:
  using Settings = SmtpSettings;

  /// Does not connect yet; for the rest as MailPool. Throws base::Error (invalid_argument) for an
  /// invalid server, or an unknown kind of TLS or of signing in.
  explicit SmtpChannel(const Settings& settings);
};

}  // namespace courier
