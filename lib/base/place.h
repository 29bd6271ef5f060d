#pragma once

#include <string>
#include <string_view>

namespace base {

/// Where something is mounted: "[host]/prefix", as it is written in the configuration and as the
/// router compares it with a request. Only this type parses such a text.
struct Place {
  std::string host;          ///< lower case; empty: every host
  std::string prefix = "/";  ///< "/" or "/prefix", never a slash at the end of a longer one

  /// Ignores a slash at the end. Throws base::Error (invalid_argument), whose text says what is
  /// wrong, when the text is not a place: no slash, a host with a scheme or a port, or a segment
  /// that is empty, consists of dots, or has a character that a path must encode (RFC 3986 section
  /// 3.3).
  static Place parse(std::string_view text);

  /// "[host]/prefix" again.
  std::string text() const { return host + prefix; }

  bool operator==(const Place&) const = default;
};

}  // namespace base
