#include "crypto/mac.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>

#include <memory>

#include "base/error.h"

namespace crypto {
namespace {

using Bytes = std::span<const std::uint8_t>;

[[noreturn]] void fail(const char* what) {
  throw base::Error(base::ErrorCode::internal, {}, {what});
}

using Derivation = std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)>;

Derivation start_hkdf() {
  const std::unique_ptr<EVP_KDF, decltype(&EVP_KDF_free)> kdf(
      EVP_KDF_fetch(nullptr, "HKDF", nullptr), EVP_KDF_free);
  if (!kdf) fail("HKDF is missing");
  return {EVP_KDF_CTX_new(kdf.get()), EVP_KDF_CTX_free};
}

// OpenSSL's parameters are not const, but it only reads these. It refuses a null pointer.
OSSL_PARAM octets(const char* name, Bytes bytes) {
  static std::uint8_t nothing = 0;
  auto* data = bytes.empty() ? &nothing : const_cast<std::uint8_t*>(bytes.data());
  return OSSL_PARAM_construct_octet_string(name, data, bytes.size());
}

EVP_MAC_CTX* new_hmac() {
  const std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)> hmac(
      EVP_MAC_fetch(nullptr, "HMAC", nullptr), EVP_MAC_free);
  auto* const context = hmac ? EVP_MAC_CTX_new(hmac.get()) : nullptr;
  if (context == nullptr) fail("HMAC is missing");
  return context;
}

}  // namespace

struct HmacSha256::Context {
  ~Context() { EVP_MAC_CTX_free(mac); }
  EVP_MAC_CTX* mac = new_hmac();
};

HmacSha256::HmacSha256(Bytes key) : context_(std::make_shared<Context>()) {
  char hash[] = "SHA256";
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, hash, 0),
                                   OSSL_PARAM_construct_end()};
  if (EVP_MAC_init(context_->mac, key.data(), key.size(), parameters) != 1) fail("HMAC failed");
}

Digest HmacSha256::of(Bytes message) const {
  auto* const mac = context_->mac;
  Digest digest;
  std::size_t size = 0;
  // Without a key it begins anew with the one that it has.
  if (EVP_MAC_init(mac, nullptr, 0, nullptr) != 1 ||
      EVP_MAC_update(mac, message.data(), message.size()) != 1 ||
      EVP_MAC_final(mac, digest.data(), &size, digest.size()) != 1 || size != digest.size()) {
    fail("HMAC failed");
  }
  return digest;
}

Digest hmac_sha256(Bytes key, Bytes message) { return HmacSha256(key).of(message); }

Key hkdf_sha256(Bytes material, Bytes salt, Bytes purpose) {
  char hash[] = "SHA256";
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, hash, 0),
      octets(OSSL_KDF_PARAM_KEY, material), octets(OSSL_KDF_PARAM_SALT, salt),
      octets(OSSL_KDF_PARAM_INFO, purpose), OSSL_PARAM_construct_end()};
  const auto derivation = start_hkdf();
  Key key{};
  if (!derivation || EVP_KDF_derive(derivation.get(), key.data(), key.size(), parameters) <= 0) {
    fail("HKDF failed");
  }
  return key;
}

}  // namespace crypto
