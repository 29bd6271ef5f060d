#include "courier/smtp.h"

namespace courier {
namespace {

// The pool keeps what it makes its sessions with, and so the settings, for longer than these.
MailPool::MakeWayOut sessions_with(const SmtpSettings& settings) {
  settings.check();
  const auto kept = std::make_shared<const SmtpSettings>(settings);
  return [kept] { return std::make_unique<SmtpSession>(*kept); };
}

}  // namespace

SmtpChannel::SmtpChannel(const Settings& settings)
    : MailPool(sessions_with(settings), settings.concurrency) {}

}  // namespace courier
