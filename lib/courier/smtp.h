#pragma once

#include <memory>

#include "courier/channel.h"
#include "courier/envelope.h"
#include "courier/smtp_session.h"

namespace courier {

/// Hands mails to the site's mail server, several at once. TLS that was asked for is never done
/// without, and the server's certificate is always checked.
///
/// Each delivery has a thread of its own, since libcurl's multi interface blocks all transfers
/// while one of them waits for the answer to its content, or to QUIT.
class SmtpChannel final : public Channel<Envelope> {
 public:
  using Settings = SmtpSettings;

  /// Connects to nothing yet, starts no thread. Makes the process ignore SIGPIPE, since a server
  /// may hang up at any time. Make it after the fork. Throws base::Error (invalid_argument) for a
  /// server or a kind of TLS that is none.
  explicit SmtpChannel(Settings settings);
  /// Mails under way are broken off, which takes a second or two.
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
