#include "crypto/digest.h"

#include <openssl/crypto.h>
#include <sodium.h>

#include "base/encoding.h"
#include "crypto/evp.h"

namespace crypto {
namespace {

std::string digest(const EVP_MD* algorithm, std::string_view text) {
  const CleanErrors clean;
  std::string bytes(static_cast<std::size_t>(EVP_MD_get_size(algorithm)), '\0');
  if (EVP_Digest(text.data(), text.size(), octets(bytes), nullptr, algorithm, nullptr) != 1) {
    fail_in_openssl("a digest failed");
  }
  return bytes;
}

// Fetched once: with EVP_sha256() OpenSSL looks the digest up for every text, which takes as long
// as hashing a short one.
const EVP_MD* found_sha256() {
  static const std::unique_ptr<EVP_MD, Freed<EVP_MD_free>> algorithm(
      EVP_MD_fetch(nullptr, "SHA256", nullptr));
  if (!algorithm) fail_in_openssl("SHA-256 is missing");
  return algorithm.get();
}

// By libsodium, because a CGI process would pay for initializing all of OpenSSL.
std::string sodium_sha256(std::string_view text) {
  std::string bytes(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(octets(bytes), octets(text), text.size());
  return bytes;
}

}  // namespace

std::string sha256_hex(std::string_view text) { return base::to_hex(digest(found_sha256(), text)); }
std::string sha512_hex(std::string_view text) { return base::to_hex(digest(EVP_sha512(), text)); }
std::string sha256_base64(std::string_view text) { return base::to_base64(sodium_sha256(text)); }
std::string sha256_base64url(std::string_view text) {
  return base::to_base64url(digest(found_sha256(), text));
}
std::string sha1_hex(std::string_view text) { return base::to_hex(digest(EVP_sha1(), text)); }
std::string md5_hex(std::string_view text) { return base::to_hex(digest(EVP_md5(), text)); }

bool equal_secrets(std::string_view left, std::string_view right) {
  return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace crypto
