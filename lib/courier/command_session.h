#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "courier/way_out.h"

namespace courier {

struct CommandSettings {
  /// The path of a program, and its first arguments.
  std::vector<std::string> command = {};
  std::chrono::seconds timeout{30};  ///< for one mail
  int concurrency = 8;               ///< processes at once
};

/// Hands mails to a program as sendmail(8) is one (also those of Postfix, Exim, msmtp and busybox):
/// "PROGRAM ... -i -f SENDER -- RECIPIENT", with the mail at its standard input. No shell reads
/// that, and no header of the mail says where it goes (-t).
///
/// The program is told by its exit status (sysexits.h) what became of the mail. What it says is
/// discarded, since it may repeat an address; such programs have logs of their own. It is killed,
/// with what it has started, when its time is over.
class CommandSession final : public WayOut {
 public:
  /// `settings` must outlive the session.
  explicit CommandSession(const CommandSettings& settings) : settings_(settings) {}

  Outcome send(const Envelope& mail, const BrokenOff& broken_off) override;

 private:
  const CommandSettings& settings_;
};

}  // namespace courier
