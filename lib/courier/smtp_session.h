#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "courier/channel.h"
#include "courier/envelope.h"
#include "courier/way_out.h"

namespace courier {

class MailToken;
class SmtpDialogue;

/// How to reach the site's mail server.
struct SmtpSettings {
  std::string server = {};    ///< "host" or "host:port", an IPv6 address in brackets
  std::string username = {};  ///< empty: without signing in
  std::string password = {};
  /// "auto" (PLAIN or LOGIN, whichever the server has; never what libcurl would prefer, such as
  /// GSSAPI, for which we have no tickets), or the one mechanism: "xoauth2", "cram-md5", ...
  std::string auth = "auto";
  std::shared_ptr<MailToken> token = {};  ///< for "xoauth2"
  std::string helo = {};                  ///< what we call ourselves; empty: as this host is called
  std::string tls = "starttls";           ///< or "tls" (from the first byte) or "none"
  std::string ca_file = {};               ///< PEM; empty: the system's certificates
  std::chrono::seconds timeout{30};       ///< for one mail, connecting included
  int concurrency = 8;                    ///< mails under way at once

  /// The URL of the server, with `helo` as its path, where libcurl expects it. The default port is
  /// 587 (RFC 6409), 465 (RFC 8314) or 25, depending on `tls`. Throws base::Error
  /// (invalid_argument) for an invalid server or an unknown kind of TLS.
  std::string url() const;

  /// Throws as url() does, and for an unknown kind of signing in.
  void check() const;
};

/// Hands mails to the mail server (RFC 5321) with libcurl, one after the other, on a connection
/// that it keeps as long as it can. For one thread at a time.
class SmtpSession final : public WayOut {
 public:
  /// `settings` must outlive the session. Does not connect yet.
  explicit SmtpSession(const SmtpSettings& settings);
  ~SmtpSession() override;

  Outcome send(const Envelope& mail, const BrokenOff& broken_off) override;

  /// Connects, with TLS and sign-in as for a mail, but sends none; `error` of the outcome says what
  /// failed.
  Outcome greet();

  /// Closes the kept connection with QUIT, but without waiting for the server.
  void rest() override;

 private:
  struct Handle;
  void note_sign_in(const SmtpDialogue& dialogue);

  const SmtpSettings& settings_;
  std::string url_;
  std::unique_ptr<Handle> handle_;
};

}  // namespace courier
