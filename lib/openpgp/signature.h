#pragma once

#include <string_view>

namespace openpgp {

/// Whether this is the body of a signature packet of version 3 or 4 (RFC 4880 section 5.2) with
/// whole subpackets. Signatures embedded in it (such as a signing subkey's back signature) must not
/// embed further ones. What it signs, and whether it is valid, is not checked.
bool is_signature(std::string_view body);

}  // namespace openpgp
