#pragma once

#include <string_view>

#include "crypto/evp.h"
#include "crypto/ssh_wire.h"

/// Keys as OpenSSH keeps them: RSA, Ed25519 and ECDSA over the NIST curves. Reading throws
/// base::Error (invalid_argument) for what is no such key. For the .cpp files of this folder only.
namespace crypto {

/// Whether the text looks like a line of an authorized_keys file: "ssh-ed25519 AAAA... comment".
bool is_openssh_line(std::string_view text);
/// The first key of a text, whose base64 may be wrapped over lines.
Pkey public_from_openssh(std::string_view text);

/// Reads the numbers of a key of this type ("ssh-ed25519"), which follow its name, and leaves the
/// reader after them.
Pkey public_from_openssh(std::string_view type, SshReader& reader);

/// Whether it is armoured as "OPENSSH PRIVATE KEY" (PROTOCOL.key of OpenSSH).
bool is_openssh_private(std::string_view text);
/// One key, not encrypted.
Pkey private_from_openssh(std::string_view text);

}  // namespace crypto
