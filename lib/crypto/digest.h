#pragma once

#include <string>
#include <string_view>

namespace crypto {

/// SHA-256 (FIPS 180-4) of a text, in base64 with padding (RFC 4648 section 4): the form that
/// Content-Security-Policy wants. Throws base::Error (internal) when OpenSSL fails.
std::string sha256_base64(std::string_view text);

}  // namespace crypto
