#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace model {

/// The name of a file in the network behind a portal: 34 bytes, which are a 16-bit field (version,
/// and for version 1 where in a sector the file lies) and a 32-byte hash.
class Skylink {
 public:
  /// Accepts exactly 46 characters of base64url without padding, or 55 of base32hex (RFC 4648
  /// sections 5 and 7; base32hex in either case), whose field makes sense; nothing else.
  static std::optional<Skylink> parse(std::string_view text);

  /// The 46 characters, whichever form it came in: one file has one text.
  const std::string& text() const { return text_; }

 private:
  explicit Skylink(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

}  // namespace model
