#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// The two forms of an ECDSA signature: r and s of `size` bytes each in JOSE (RFC 7518 section
/// 3.4), a DER sequence in OpenSSL. For the .cpp files of this folder only.
namespace crypto {

/// Nothing unless `raw` is exactly r and s, neither of them zero.
std::optional<std::string> ecdsa_der(std::string_view raw, std::size_t size);

/// Throws base::Error (internal) for DER that is not a signature as OpenSSL makes them.
std::string ecdsa_raw(std::string_view der, std::size_t size);

}  // namespace crypto
