#include "crypto/base64url.h"

#include "crypto/base64.h"

namespace crypto {
namespace {

constexpr int kUrlSafe = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

}  // namespace

std::string to_base64url(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), kUrlSafe), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), kUrlSafe);
  text.pop_back();  // a NUL
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  return decoded_base64(text, kUrlSafe);
}

std::optional<std::string> from_base64(std::string_view text) {
  return decoded_base64(text, sodium_base64_VARIANT_ORIGINAL);
}

}  // namespace crypto
