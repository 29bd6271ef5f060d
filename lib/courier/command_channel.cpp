#include "courier/command_channel.h"

#include "base/error.h"

namespace courier {
namespace {

MailPool::MakeWayOut sessions_with(const CommandSettings& settings) {
  if (settings.command.empty()) {
    throw base::Error(base::ErrorCode::invalid_argument, {"There is no program for mails."});
  }
  const auto kept = std::make_shared<const CommandSettings>(settings);
  return [kept] { return std::make_unique<CommandSession>(*kept); };
}

}  // namespace

CommandChannel::CommandChannel(const CommandSettings& settings)
    : MailPool(sessions_with(settings), settings.concurrency) {}

}  // namespace courier
