#pragma once

#include <string>
#include <string_view>

namespace courier {

/// What was said between us and a mail server: the command that we sent last and the server's
/// answer to it. It keeps no argument and no text of either side, which may be secrets or
/// addresses.
class SmtpDialogue {
 public:
  /// A line that we sent. Lines that are no command (the exchange of AUTH) belong to the last one.
  void sent(std::string_view line);
  /// A line that the server sent. Nothing after QUIT is of interest.
  void received(std::string_view line);

  /// Whether the last answer is a refusal (4xx or 5xx).
  bool refused() const { return code_ >= 400; }

  /// Whether it would refuse this mail again: 5xx to the recipient or the content. All else that is
  /// refused (the sender, signing in, TLS, being served at all) is for the operator to mend, so the
  /// mail waits.
  bool refused_for_good() const;

  /// The refusal for the operator: "RCPT was answered with 550 5.1.1".
  std::string refusal() const;

  /// What we wait for, for the operator: "RCPT timed out".
  std::string silence() const { return command_ + " timed out"; }

 private:
  std::string command_ = "connecting";
  int code_ = 0;
  bool over_ = false;
  std::string enhanced_;  // RFC 3463
};

}  // namespace courier
