#pragma once

#include <string>
#include <string_view>

namespace courier {

/// What a mail says, decoded: for people to read. Without control characters but for line ends, so
/// that a terminal may show it.
struct ReadMail {
  std::string recipient;
  std::string subject;
  std::string date;
  std::string text;  ///< of an encrypted mail what stands there instead
  std::string html;
};

/// Reads what to_mime() has written. A mail that is not whole, or from somewhere else, gives what
/// can be understood of it.
ReadMail read_mime(std::string_view mail);

}  // namespace courier
