#pragma once

#include "courier/command_session.h"
#include "courier/mail_pool.h"

namespace courier {

/// Hands mails to a program, several at once.
class CommandChannel final : public MailPool {
 public:
  /// As MailPool. Throws base::Error (invalid_argument) for a command without a program.
  explicit CommandChannel(const CommandSettings& settings);
};

}  // namespace courier
