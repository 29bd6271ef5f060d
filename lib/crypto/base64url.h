#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace crypto {

/// base64url without padding (RFC 4648 section 5, RFC 7515 section 2).
std::string to_base64url(std::string_view bytes);

/// The bytes again. Nothing for any other character, for padding, and for unused bits that are not
/// zero: every sequence of bytes has one text only.
std::optional<std::string> from_base64url(std::string_view text);

/// The bytes of base64 with padding (RFC 4648 section 4), as strictly.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace crypto
