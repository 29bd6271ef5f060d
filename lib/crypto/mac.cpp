#include "crypto/mac.h"

#include <openssl/core_names.h>
#include <sodium.h>

#include <initializer_list>
#include <memory>

#include "crypto/evp.h"
#include "crypto/secret_bytes.h"

namespace crypto {
namespace {

using Bytes = std::span<const std::uint8_t>;

using Mac = std::unique_ptr<EVP_MAC_CTX, Freed<EVP_MAC_CTX_free>>;

Mac keyed_hmac(std::string_view key) {
  const std::unique_ptr<EVP_MAC, Freed<EVP_MAC_free>> hmac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
  Mac mac(hmac ? EVP_MAC_CTX_new(hmac.get()) : nullptr);
  if (!mac) fail_in_openssl("HMAC is missing");
  char hash[] = "SHA256";
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, hash, 0),
                                   OSSL_PARAM_construct_end()};
  const bool done = EVP_MAC_init(mac.get(), octets(key), key.size(), parameters) == 1;
  if (!done) fail_in_openssl("HMAC failed");
  return mac;
}

// libsodium wants a pointer for no bytes, too.
const std::uint8_t* data_of(Bytes bytes) {
  static constexpr std::uint8_t kNone = 0;
  return bytes.empty() ? &kNone : bytes.data();
}

// By libsodium, because keys are derived at every start and that must not wait for OpenSSL to
// initialize.
Digest sodium_hmac(Bytes key, std::initializer_list<Bytes> parts) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, data_of(key), key.size());
  for (const auto part : parts) {
    crypto_auth_hmacsha256_update(&state, data_of(part), part.size());
  }
  Digest digest;
  crypto_auth_hmacsha256_final(&state, digest.data());
  sodium_memzero(&state, sizeof state);
  return digest;
}

}  // namespace

struct HmacSha256::Context {
  explicit Context(Bytes bytes) : key({bytes.begin(), bytes.end()}) {}
  SecretBytes key;
  Mac mac = {};  // initialized with the key at its first use
};

HmacSha256::HmacSha256(Bytes key) : context_(std::make_shared<Context>(key)) {}

Digest HmacSha256::of(Bytes message) const {
  if (!context_->mac) context_->mac = keyed_hmac(context_->key.get());
  auto* const mac = context_->mac.get();
  Digest digest;
  std::size_t size = 0;
  // With a null key OpenSSL restarts under the key that it has.
  if (EVP_MAC_init(mac, nullptr, 0, nullptr) != 1 ||
      EVP_MAC_update(mac, message.data(), message.size()) != 1 ||
      EVP_MAC_final(mac, digest.data(), &size, digest.size()) != 1 || size != digest.size()) {
    fail_in_openssl("HMAC failed");
  }
  return digest;
}

Digest hmac_sha256(Bytes key, Bytes message) { return HmacSha256(key).of(message); }

// One block of the expansion is all that a key needs.
Key hkdf_sha256(Bytes material, Bytes salt, Bytes purpose) {
  static constexpr std::uint8_t number_of_block[] = {1};
  auto extracted = sodium_hmac(salt, {material});
  const auto key = sodium_hmac(extracted, {purpose, number_of_block});
  sodium_memzero(extracted.data(), extracted.size());
  return key;
}

}  // namespace crypto
