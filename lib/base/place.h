#pragma once

#include <string>
#include <string_view>

namespace base {

/// Somewhere something is mounted: "[host]/prefix", as the configuration has it and the router
/// compares it with a request. This is the only reader of such a text.
struct Place {
  std::string host;          ///< lower case; empty: every host
  std::string prefix = "/";  ///< "/" or "/prefix", never a slash at the end of a longer one

  /// A slash at the end is forgiven. Throws base::Error (invalid_argument), whose text says what is
  /// wrong, when it is no place: without a slash, a host with a scheme or a port, a segment that is
  /// empty, all dots, or has a character that no path has as it is (RFC 3986 section 3.3).
  static Place parse(std::string_view text);

  /// "[host]/prefix" again.
  std::string text() const { return host + prefix; }

  bool operator==(const Place&) const = default;
};

}  // namespace base
