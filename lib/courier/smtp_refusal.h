#pragma once

#include <string_view>

namespace courier {

/// A refusal of a mail server (RFC 5321 section 4.2).
struct SmtpRefusal {
  std::string_view command;   ///< that was refused: "RCPT"; "connecting" for the greeting
  int code;                   ///< 550
  std::string_view enhanced;  ///< "5.7.1" (RFC 3463); empty: the server gave none
  std::string_view text;      ///< the server's words
};

/// Whom a refusal is about.
enum class SmtpFault {
  passing,  ///< 4xx: it may be gone in a moment
  us,  ///< our name, sign-in, sender or permission: the same for every mail, until it is mended
  this_mail,  ///< its recipient or content: the server would refuse it again
};

/// By the table in smtp_refusal.cpp, which lib/courier/README.md tells in words.
SmtpFault fault_of(const SmtpRefusal& refusal);

}  // namespace courier
