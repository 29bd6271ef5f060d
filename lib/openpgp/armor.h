#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace openpgp {

/// The bytes in the armour of one public key (RFC 4880 section 6.2). Blanks and empty lines around
/// it are allowed. Nothing when there is anything else around it, a control character, a character
/// that is not base64, or a wrong checksum. Lines end in LF or CRLF.
std::optional<std::string> dearmored(std::string_view text);

/// Whether the text contains the beginning of a private key's armour.
bool has_private_block(std::string_view text);

/// The checksum of RFC 4880 section 6.1.
std::uint32_t crc24(std::string_view bytes);

}  // namespace openpgp
