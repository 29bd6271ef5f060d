#pragma once

#include <string>
#include <string_view>

/// Digests of texts (FIPS 180-4). All throw base::Error (internal) when OpenSSL fails.
namespace crypto {

std::string sha256_hex(std::string_view text);  ///< 64 lower-case digits
std::string sha512_hex(std::string_view text);  ///< 128 of them

/// In base64 with padding (RFC 4648 section 4): the form that Content-Security-Policy wants. For
/// what is hashed at the start: slower than the others, but OpenSSL is not needed for it.
std::string sha256_base64(std::string_view text);

/// In base64url without padding, 43 characters: what PKCE calls S256 (RFC 7636 section 4.2), and a
/// JWK thumbprint (RFC 7638).
std::string sha256_base64url(std::string_view text);

/// MD5, 32 lower-case digits. It proves nothing; old protocols name SSH keys by it.
std::string md5_hex(std::string_view text);

/// Whether both are the same, in a time that tells only whether their lengths are.
bool equal_secrets(std::string_view left, std::string_view right);

}  // namespace crypto
