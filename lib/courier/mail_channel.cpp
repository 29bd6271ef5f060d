#include "courier/mail_channel.h"

namespace courier {

std::optional<std::string> MailChannel::begin(const model::Message& message) {
  auto mail = composer_.compose(message);
  auto domain = mail.recipient.substr(mail.recipient.rfind('@') + 1);
  transport_.begin(std::move(mail));
  return domain;
}

void MailChannel::work(std::chrono::milliseconds at_most, const Report& report) {
  transport_.work(at_most, report);
}

}  // namespace courier
