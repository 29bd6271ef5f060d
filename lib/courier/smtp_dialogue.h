#pragma once

#include <string>
#include <string_view>

#include "courier/smtp_refusal.h"

namespace courier {

/// The dialogue with a mail server: the last command that we sent, and the server's reply. It keeps
/// no arguments and no text of either side, which may be secrets or addresses.
class SmtpDialogue {
 public:
  /// Notes a line that we sent. Lines that are not a command (the exchange of AUTH) belong to the
  /// last one.
  void sent(std::string_view line);
  /// Notes a line that the server sent. Lines after QUIT are ignored.
  void received(std::string_view line);

  /// Whether the last reply is a refusal (4xx or 5xx).
  bool refused() const { return code_ >= 400; }

  /// Whom the refusal is about.
  SmtpFault fault() const { return fault_; }

  /// The refusal, in words for the operator: "RCPT was answered with 550 5.1.1".
  std::string refusal() const;

  /// What we waited for, in words for the operator: "RCPT timed out".
  std::string silence() const { return command_ + " timed out"; }

 private:
  std::string command_ = "connecting";
  int code_ = 0;
  bool over_ = false;
  std::string enhanced_;  // RFC 3463
  SmtpFault fault_ = SmtpFault::passing;
};

}  // namespace courier
