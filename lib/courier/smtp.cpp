#include "courier/smtp.h"

#include <utility>

namespace courier {
namespace {

// The pool keeps what it makes its sessions with, and so the settings, for longer than these.
MailPool::MakeWayOut sessions_with(SmtpSettings settings) {
  settings.check();
  const auto kept = std::make_shared<const SmtpSettings>(std::move(settings));
  return [kept] { return std::make_unique<SmtpSession>(*kept); };
}

}  // namespace

SmtpChannel::SmtpChannel(Settings settings)
    : MailPool(sessions_with(settings), settings.concurrency) {}

}  // namespace courier
