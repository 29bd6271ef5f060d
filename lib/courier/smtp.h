#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "courier/transport.h"

namespace courier {

/// Hands mails to the site's mail server (RFC 5321), several at once, on connections that it keeps.
/// TLS that was asked for is never done without, and the server's certificate is always checked.
class SmtpTransport final : public Transport {
 public:
  struct Settings {
    std::string server;    ///< "host" or "host:port", an IPv6 address in brackets
    std::string username;  ///< empty: without signing in
    std::string password;
    std::string tls = "starttls";      ///< or "tls" (from the first byte) or "none"
    std::string ca_file;               ///< PEM; empty: the system's certificates
    std::chrono::seconds timeout{30};  ///< for one mail, connecting included
    int concurrency = 8;
  };

  /// Connects to nothing yet. Makes the process ignore SIGPIPE, since a server may hang up at any
  /// time. Make it after the fork. Throws base::Error (invalid_argument) for a server or a kind of
  /// TLS that is none.
  explicit SmtpTransport(Settings settings);
  /// Mails under way are broken off.
  ~SmtpTransport() override;

  std::size_t room() const override;
  std::size_t under_way() const override;
  void begin(Envelope mail) override;
  void work(std::chrono::milliseconds at_most, const Report& report) override;

 private:
  struct Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace courier
