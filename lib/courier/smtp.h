#pragma once

#include <memory>

#include "courier/channel.h"
#include "courier/envelope.h"
#include "courier/smtp_session.h"

namespace courier {

/// Hands mails to the site's mail server, several at once. When TLS is configured, nothing is ever
/// sent without it, and the server's certificate is always checked.
///
/// Each delivery has its own thread, because libcurl's multi interface blocks all transfers while
/// one of them waits for the reply to its content or to QUIT.
class SmtpChannel final : public Channel<Envelope> {
 public:
  using Settings = SmtpSettings;

  /// Does not connect and starts no thread yet. Makes the process ignore SIGPIPE, since a server
  /// may hang up at any time. Construct it after the fork. Throws base::Error (invalid_argument)
  /// for an invalid server or an unknown kind of TLS.
  explicit SmtpChannel(Settings settings);
  /// Aborts the mails under way, which takes a second or two.
  ~SmtpChannel() override;

  std::size_t room() const override;
  std::size_t under_way() const override;
  std::optional<std::string> begin(Envelope mail) override;
  void work(std::chrono::milliseconds at_most, const Report& report) override;

 private:
  class Pool;
  std::unique_ptr<Pool> pool_;
};

}  // namespace courier
