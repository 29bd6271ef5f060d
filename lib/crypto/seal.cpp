#include "crypto/seal.h"

#include <span>

#include "base/encoding.h"
#include "crypto/evp.h"

namespace crypto {
namespace {

constexpr std::size_t kNonce = 12;
constexpr std::size_t kTag = 16;

int length_of(std::string_view bytes) { return static_cast<int>(bytes.size()); }

// Appends the encrypted `text` and its tag to `sealed`, which holds the nonce.
bool encrypt(const Key& key, std::string_view text, std::string_view context, std::string& sealed) {
  const CipherContext cipher(EVP_CIPHER_CTX_new());
  auto* out = octets(sealed) + kNonce;
  int written = 0;
  return cipher &&
         EVP_EncryptInit_ex2(cipher.get(), EVP_aes_256_gcm(), key.data(), octets(sealed),
                             nullptr) == 1 &&
         EVP_EncryptUpdate(cipher.get(), nullptr, &written, octets(context), length_of(context)) ==
             1 &&
         EVP_EncryptUpdate(cipher.get(), out, &written, octets(text), length_of(text)) == 1 &&
         EVP_EncryptFinal_ex(cipher.get(), out + text.size(), &written) == 1 &&
         EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, kTag, out + text.size()) == 1;
}

std::optional<std::string> decrypt(const Key& key, const std::string& sealed,
                                   std::string_view context) {
  const CipherContext cipher(EVP_CIPHER_CTX_new());
  const auto body = std::string_view(sealed).substr(kNonce, sealed.size() - kNonce - kTag);
  std::string tag = sealed.substr(sealed.size() - kTag);
  std::string text(body.size(), '\0');
  int written = 0;
  if (cipher &&
      EVP_DecryptInit_ex2(cipher.get(), EVP_aes_256_gcm(), key.data(), octets(sealed), nullptr) ==
          1 &&
      EVP_DecryptUpdate(cipher.get(), nullptr, &written, octets(context), length_of(context)) ==
          1 &&
      EVP_DecryptUpdate(cipher.get(), octets(text), &written, octets(body), length_of(body)) == 1 &&
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, kTag, tag.data()) == 1 &&
      EVP_DecryptFinal_ex(cipher.get(), octets(text) + text.size(), &written) == 1) {
    return text;
  }
  return std::nullopt;
}

}  // namespace

Seal::Seal(const Secret& secret, std::string_view purpose, base::Entropy& entropy)
    : keys_(secret.derive("seal " + std::string(purpose))), entropy_(entropy) {}

std::string Seal::seal(std::string_view text, std::string_view context) const {
  const CleanErrors clean;
  std::string sealed(kNonce + text.size() + kTag, '\0');
  entropy_.fill(std::as_writable_bytes(std::span(sealed.data(), kNonce)));
  if (!encrypt(keys_.front(), text, context, sealed)) fail_in_openssl("sealing failed");
  return base::to_base64url(sealed);
}

std::optional<std::string> Seal::open(std::string_view sealed, std::string_view context) const {
  const CleanErrors clean;
  const auto bytes = base::from_base64url(sealed);
  if (!bytes || bytes->size() < kNonce + kTag) return std::nullopt;
  for (const auto& key : keys_) {
    if (auto text = decrypt(key, *bytes, context)) return text;
  }
  return std::nullopt;
}

}  // namespace crypto
