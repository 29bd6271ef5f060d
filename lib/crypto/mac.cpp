#include "crypto/mac.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <sodium.h>

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

}  // namespace

// By libsodium: OpenSSL looks its algorithms up anew for each message, which takes longer than this.
Digest hmac_sha256(Bytes key, Bytes message) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key.data(), key.size());
  crypto_auth_hmacsha256_update(&state, message.data(), message.size());
  Digest digest;
  crypto_auth_hmacsha256_final(&state, digest.data());
  sodium_memzero(&state, sizeof state);
  return digest;
}

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
