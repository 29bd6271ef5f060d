#include "crypto/digest.h"

#include <openssl/evp.h>

#include <array>

#include "base/error.h"

namespace crypto {

std::string sha256_base64(std::string_view text) {
  std::array<unsigned char, 32> digest{};
  if (EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1) {
    throw base::Error(base::ErrorCode::internal, {}, {"SHA-256 failed"});
  }
  std::array<unsigned char, 45> base64{};  // 44 characters and a NUL
  const auto length =
      EVP_EncodeBlock(base64.data(), digest.data(), static_cast<int>(digest.size()));
  return {base64.begin(), base64.begin() + length};
}

}  // namespace crypto
