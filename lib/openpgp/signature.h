#pragma once

#include <string_view>

namespace openpgp {

/// Whether it is the body of a signature packet of version 3 or 4 (RFC 4880 section 5.2) whose
/// subpackets are whole, and which holds at most signatures that hold none (the one of a subkey, by
/// which it says whose it is). What it signs, and whether it is right, is not looked at.
bool is_signature(std::string_view body);

}  // namespace openpgp
