#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace openpgp {

/// The armour of one public key (RFC 4880 section 6.2) in a text, from its first line to its last,
/// as it is to be kept and shown to others: a text that is nothing else is kept as it was given,
/// with its line ends; otherwise what stands around it, and the blanks before its lines, are gone.
/// Refuses (invalid_argument): "pgp_key.no_single_block", which is also for a control character
/// in it.
std::string armour_in(std::string_view text);

/// The bytes in an armour. Refuses (invalid_argument): "pgp_key.no_single_block" for a character
/// that is not base64, "pgp_key.checksum" for a wrong checksum. Lines end in LF or CRLF.
std::string dearmored(std::string_view armour);

/// Whether the text contains the beginning of a private key's armour.
bool has_private_block(std::string_view text);

/// The checksum of RFC 4880 section 6.1.
std::uint32_t crc24(std::string_view bytes);

}  // namespace openpgp
