#pragma once

#include <string_view>

namespace openpgp {

/// Refuses (invalid_argument, about "pgp-key") the body of a public key packet (RFC 4880 section
/// 5.5.2, RFC 6637 section 9) that is not of version 4, is of an unknown kind or one of RFC 9580,
/// which librnp cannot compute with yet, is cut short or too
/// long, or has numbers beyond the sizes that we compute with: RSA of 2048 to 8192 bits with an odd
/// exponent of at most 64 bits, DSA of up to 3072 bits with a subgroup of up to 256, ElGamal of up
/// to 4096, points of curves of up to 528.
void check_key_material(std::string_view body);

}  // namespace openpgp
