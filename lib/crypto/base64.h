#pragma once

#include <sodium.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

/// For the .cpp files of this folder only.
namespace crypto {

/// The bytes of a text in libsodium's `variant` of base64, with characters to `skip`. Nothing for
/// any other character and for unused bits that are not zero.
inline std::optional<std::string> decoded_base64(std::string_view text, int variant,
                                                 const char* skip = nullptr) {
  // libsodium takes some bytes above 127 for letters.
  if (std::any_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; })) {
    return std::nullopt;
  }
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), skip, &size, nullptr, variant) != 0) {
    return std::nullopt;
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace crypto
