#include "crypto/algorithm.h"

#include "crypto/algorithm_facts.h"

namespace crypto {
namespace {

constexpr AlgorithmFacts kAlgorithms[] = {
    {Algorithm::hs256, "HS256", Scheme::hmac, KeyKind::secret, EVP_sha256, 32},
    {Algorithm::hs384, "HS384", Scheme::hmac, KeyKind::secret, EVP_sha384, 48},
    {Algorithm::hs512, "HS512", Scheme::hmac, KeyKind::secret, EVP_sha512, 64},
    {Algorithm::rs256, "RS256", Scheme::pkcs1, KeyKind::rsa, EVP_sha256, 32},
    {Algorithm::rs384, "RS384", Scheme::pkcs1, KeyKind::rsa, EVP_sha384, 48},
    {Algorithm::rs512, "RS512", Scheme::pkcs1, KeyKind::rsa, EVP_sha512, 64},
    {Algorithm::ps256, "PS256", Scheme::pss, KeyKind::rsa, EVP_sha256, 32},
    {Algorithm::ps384, "PS384", Scheme::pss, KeyKind::rsa, EVP_sha384, 48},
    {Algorithm::ps512, "PS512", Scheme::pss, KeyKind::rsa, EVP_sha512, 64},
    {Algorithm::es256, "ES256", Scheme::ecdsa, KeyKind::p256, EVP_sha256, 32},
    {Algorithm::es384, "ES384", Scheme::ecdsa, KeyKind::p384, EVP_sha384, 48},
    {Algorithm::es512, "ES512", Scheme::ecdsa, KeyKind::p521, EVP_sha512, 64},
    {Algorithm::eddsa, "EdDSA", Scheme::eddsa, KeyKind::ed25519, nullptr, 0},
};

constexpr std::string_view kEd25519 = "Ed25519";  // RFC 9864 section 2.2

}  // namespace

const AlgorithmFacts& facts_of(Algorithm algorithm) {
  return kAlgorithms[static_cast<std::size_t>(algorithm)];
}

std::string_view key_type_of(KeyKind kind) {
  switch (kind) {
    case KeyKind::secret:
      return "oct";
    case KeyKind::rsa:
      return "RSA";
    case KeyKind::ed25519:
      return "OKP";
    default:
      return "EC";
  }
}

std::string_view name_of(Algorithm algorithm) { return facts_of(algorithm).name; }

std::optional<Algorithm> algorithm_named(std::string_view name) {
  if (name == kEd25519) return Algorithm::eddsa;
  for (const auto& each : kAlgorithms) {
    if (each.name == name) return each.algorithm;
  }
  return std::nullopt;
}

bool is_symmetric(Algorithm algorithm) { return facts_of(algorithm).scheme == Scheme::hmac; }

}  // namespace crypto
