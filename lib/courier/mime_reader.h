#pragma once

#include <string>
#include <string_view>

namespace courier {

/// The contents of a mail, decoded for people to read. Contains no control characters except line
/// ends, so it is safe to show in a terminal.
struct ReadMail {
  std::string recipient;
  std::string subject;
  std::string date;
  std::string text;  ///< for an encrypted mail, the encrypted text
  std::string html;
};

/// Reads a mail that to_mime() wrote. Of an incomplete or foreign mail it returns what can be
/// understood.
ReadMail read_mime(std::string_view mail);

}  // namespace courier
