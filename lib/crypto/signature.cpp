#include "crypto/signature.h"

#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>

#include "crypto/ecdsa.h"
#include "crypto/pkey.h"

namespace crypto {
namespace {

Method method_of(const AlgorithmFacts& facts) {
  return {facts.scheme, facts.digest == nullptr ? nullptr : facts.digest()};
}

// The salt must be as long as the digest (RFC 7518 section 3.5), also when verifying.
bool set_padding(EVP_PKEY_CTX* context, Method method) {
  switch (method.scheme) {
    case Scheme::pkcs1:
      return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
    case Scheme::pss:
      return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
             EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1 &&
             EVP_PKEY_CTX_set_rsa_mgf1_md(context, method.digest) == 1;
    default:
      return true;
  }
}

std::string openssl_signature(EVP_PKEY* key, Method method, std::string_view text) {
  const DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* padding = nullptr;
  std::string signature(static_cast<std::size_t>(EVP_PKEY_get_size(key)), '\0');
  auto size = signature.size();
  if (!context || EVP_DigestSignInit(context.get(), &padding, method.digest, nullptr, key) != 1 ||
      !set_padding(padding, method) ||
      EVP_DigestSign(context.get(), octets(signature), &size, octets(text), text.size()) != 1) {
    fail_in_openssl("signing failed");
  }
  signature.resize(size);
  return signature;
}

}  // namespace

std::string sign_with(EVP_PKEY* key, Algorithm algorithm, std::string_view text) {
  const CleanErrors clean;
  const auto& facts = facts_of(algorithm);
  auto signature = openssl_signature(key, method_of(facts), text);
  if (facts.scheme != Scheme::ecdsa) return signature;
  return ecdsa_raw(signature, curve_of(facts.kind).size);
}

std::string mac_with(std::string_view secret, Algorithm algorithm, std::string_view text) {
  const CleanErrors clean;
  const auto& facts = facts_of(algorithm);
  std::string mac(facts.digest_size, '\0');
  if (HMAC(facts.digest(), secret.data(), static_cast<int>(secret.size()), octets(text),
           text.size(), octets(mac), nullptr) == nullptr) {
    fail_in_openssl("HMAC failed");
  }
  return mac;
}

bool is_signature(EVP_PKEY* key, Algorithm algorithm, std::string_view text,
                  std::string_view signature) {
  const CleanErrors clean;
  const auto& facts = facts_of(algorithm);
  if (facts.scheme == Scheme::ecdsa) {
    const auto der = ecdsa_der(signature, curve_of(facts.kind).size);
    return der && is_raw_signature(key, method_of(facts), text, *der);
  }
  return is_raw_signature(key, method_of(facts), text, signature);
}

bool is_raw_signature(EVP_PKEY* key, Method method, std::string_view text,
                      std::string_view signature) {
  const CleanErrors clean;
  const auto size = static_cast<std::size_t>(EVP_PKEY_get_size(key));
  if (method.scheme != Scheme::ecdsa && signature.size() != size) return false;
  const DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* padding = nullptr;
  return context &&
         EVP_DigestVerifyInit(context.get(), &padding, method.digest, nullptr, key) == 1 &&
         set_padding(padding, method) &&
         EVP_DigestVerify(context.get(), octets(signature), signature.size(), octets(text),
                          text.size()) == 1;
}

bool is_mac(std::string_view secret, Algorithm algorithm, std::string_view text,
            std::string_view mac) {
  const auto right = mac_with(secret, algorithm, text);
  return mac.size() == right.size() && CRYPTO_memcmp(mac.data(), right.data(), mac.size()) == 0;
}

}  // namespace crypto
