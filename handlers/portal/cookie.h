#pragma once

#include <string>
#include <string_view>

namespace portal {

/// The cookie that holds a sealed JWT.
inline constexpr std::string_view kCookie = "skynet-jwt";

/// The longest value that leaves room for its attributes and the other headers in the 3.5 KiB that
/// every web server passes on. It holds a JWT of nearly 2300 bytes.
inline constexpr std::size_t kLongestCookie = 3100;

/// Who may use the cookie.
struct CookieScope {
  std::string origin;  ///< of our own pages: "https://example.org"
  std::string domain;  ///< whose hosts all get it, and may use it from their pages; may be empty
};

}  // namespace portal
