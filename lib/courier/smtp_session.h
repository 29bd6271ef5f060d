#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "courier/channel.h"
#include "courier/envelope.h"

namespace courier {

/// How to reach the site's mail server.
struct SmtpSettings {
  std::string server = {};    ///< "host" or "host:port", an IPv6 address in brackets
  std::string username = {};  ///< empty: without signing in
  std::string password = {};
  std::string tls = "starttls";      ///< or "tls" (from the first byte) or "none"
  std::string ca_file = {};          ///< PEM; empty: the system's certificates
  std::chrono::seconds timeout{30};  ///< for one mail, connecting included
  int concurrency = 8;               ///< mails under way at once

  /// The URL of the server. The port is, when none is given, that of RFC 6409 (587), of RFC 8314
  /// (465) or 25. Throws base::Error (invalid_argument) for a server or a kind of TLS that is none.
  std::string url() const;
};

/// Hands mails to the mail server (RFC 5321) by libcurl, one after the other, on a connection that
/// it keeps as long as it can. For one thread at a time.
class SmtpSession {
 public:
  /// `settings` must outlive the session. Connects to nothing yet.
  explicit SmtpSession(const SmtpSettings& settings);
  ~SmtpSession();

  /// Delivers a mail within the time-out. `broken_off` is asked about once a second.
  Outcome send(const Envelope& mail, const std::function<bool()>& broken_off);

  /// Connects, with TLS and signing in as for a mail, and sends none; `error` of the outcome tells
  /// what stands in the way.
  Outcome greet();

  /// Ends the kept connection, politely, but without waiting for the server.
  void hang_up();

 private:
  struct Handle;
  const SmtpSettings& settings_;
  std::string url_;
  std::unique_ptr<Handle> handle_;
};

}  // namespace courier
