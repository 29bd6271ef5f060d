#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Bytes as text and back. Decoding is not constant-time, since whoever sends such a text knows
/// what is in it; private keys are decoded elsewhere (crypto/openssh_key.cpp).
namespace base {

/// The value of a hexadecimal digit in either case, -1 for any other character.
int hex_value(char digit);

/// Two lower-case digits per byte.
std::string to_hex(std::string_view bytes);

/// Decodes hexadecimal digits, in either case, into `bytes`. Returns false, and leaves `bytes`
/// unspecified, unless the text has exactly two digits for each byte. It makes no copy, so it may
/// be used for secrets.
bool read_hex(std::string_view text, std::span<std::uint8_t> bytes);

/// Decodes %XX once ('+' stays). Nothing when a % is not followed by two hex digits.
std::optional<std::string> percent_decoded(std::string_view text);

/// Encodes every byte that is not unreserved (RFC 3986 section 2.3).
std::string percent_encoded(std::string_view text);

/// base64 with padding (RFC 4648 section 4), and base64url without (section 5, RFC 7515 section 2).
std::string to_base64(std::string_view bytes);
std::string to_base64url(std::string_view bytes);

/// Decodes such a text. Nothing for any other character, for missing or unexpected padding, and for
/// unused bits that are not zero: every sequence of bytes has one text only.
std::optional<std::string> from_base64(std::string_view text);
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace base
