#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace openpgp {

/// The bytes in the armour of one public key (RFC 4880 section 6.2), around which there may be
/// blanks and empty lines. Nothing when there is anything else around it, a control character in
/// it, a character that is not base64, or a checksum that is not the bytes'. Lines end in LF or
/// CRLF.
std::optional<std::string> dearmored(std::string_view text);

/// Whether somewhere in it the armour of a private key begins.
bool has_private_block(std::string_view text);

/// The check sum of RFC 4880 section 6.1.
std::uint32_t crc24(std::string_view bytes);

}  // namespace openpgp
