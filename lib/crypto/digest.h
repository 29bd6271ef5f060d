#pragma once

#include <string>
#include <string_view>

/// Digests of texts (FIPS 180-4). All throw base::Error (internal) when OpenSSL fails.
namespace crypto {

std::string sha256_hex(std::string_view text);  ///< 64 lower-case digits
std::string sha512_hex(std::string_view text);  ///< 128 lower-case digits

/// SHA-256 in base64 with padding (RFC 4648 section 4), as Content-Security-Policy wants it. For
/// use at start-up: it is slower than the others, but does not need OpenSSL.
std::string sha256_base64(std::string_view text);

/// SHA-256 in base64url without padding, 43 characters: S256 of PKCE (RFC 7636 section 4.2) and JWK
/// thumbprints (RFC 7638).
std::string sha256_base64url(std::string_view text);

/// SHA-1, 40 lower-case digits. It is not secure; it only names OpenPGP keys (RFC 4880
/// section 12.2).
std::string sha1_hex(std::string_view text);

/// MD5, 32 lower-case digits. It is not secure; it only names SSH keys as old protocols do.
std::string md5_hex(std::string_view text);

/// Whether two secrets are equal. Takes constant time for texts of one length, so it reveals at
/// most that the lengths differ.
bool equal_secrets(std::string_view left, std::string_view right);

}  // namespace crypto
