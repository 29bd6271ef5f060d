#pragma once

#include <functional>
#include <memory>

#include "courier/channel.h"
#include "courier/envelope.h"
#include "courier/way_out.h"

namespace courier {

/// Hands mails to the site's mail server, or to a program, several at once.
///
/// Each delivery has its own thread, because libcurl's multi interface blocks all transfers while
/// one of them waits for the reply to its content or to QUIT, and because a program is waited for.
class MailPool : public Channel<Envelope> {
 public:
  /// One for each thread.
  using MakeWayOut = std::function<std::unique_ptr<WayOut>()>;

  /// Starts no thread yet. Makes the process ignore SIGPIPE, since a server may hang up at any
  /// time. Construct it after the fork.
  MailPool(MakeWayOut make, int concurrency);
  /// Aborts the mails under way, which takes a second or two.
  ~MailPool() override;

  std::size_t room() const override;
  std::size_t under_way() const override;
  std::optional<std::string> begin(Envelope mail) override;
  void work(std::chrono::milliseconds at_most, const Report& report) override;

 private:
  class Pool;
  std::unique_ptr<Pool> pool_;
};

}  // namespace courier
