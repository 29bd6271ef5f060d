#pragma once

#include <string_view>
#include <vector>

#include "openpgp/packets.h"

/// What a certificate may consist of: looked at before anything of it is computed with.
namespace openpgp {

inline constexpr std::size_t kMostUserIds = 32;  ///< and pictures
inline constexpr std::size_t kMostSubkeys = 16;
inline constexpr std::size_t kMostSignatures = 128;

/// Refuses (invalid_argument): what is not one public key of version 4 with a user id; anything but
/// what such a key is made of (secret keys; what has to be unpacked first); more user ids, subkeys
/// or signatures than the numbers above; numbers that are longer than the keys of their kind have
/// them, or an exponent of more than 64 bits or an even one; signatures within signatures within
/// signatures; and what is cut short anywhere.
void check_bounds(std::string_view certificate);

}  // namespace openpgp
