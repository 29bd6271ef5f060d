#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "openpgp/packets.h"

/// What a certificate may consist of. Checked before anything in it is computed with.
namespace openpgp {

inline constexpr std::size_t kMostUserIds = 32;  ///< and pictures
inline constexpr std::size_t kMostSubkeys = 16;
inline constexpr std::size_t kMostSignatures = 128;

/// Refuses (invalid_argument): anything but one public key of version 4 with a user id; any packet
/// that such a key does not have (secret keys, compressed data); more user ids, subkeys or
/// signatures than the numbers above; numbers longer than the keys of their kind may have; an
/// exponent of more than 64 bits or an even one; signatures nested more than one deep; and anything
/// that is cut short.
void check_bounds(std::string_view certificate);

/// The fingerprint of the certificate's primary key, 40 upper-case hex digits (RFC 4880 section
/// 12.2); empty when it does not begin with a public key of version 4.
std::string fingerprint_in(std::string_view certificate);

}  // namespace openpgp
