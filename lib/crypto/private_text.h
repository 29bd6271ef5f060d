#pragma once

#include <string_view>

namespace crypto {

/// Whether a text that should be a public key looks like a private one, of whatever program: PEM,
/// PKCS#8 and OpenSSH's own, with passphrase or without, PuTTY's .ppk, SSH2, OpenPGP, age, or a
/// JWK. Nothing is decoded.
bool is_private_key(std::string_view text);

}  // namespace crypto
