#include "crypto/http_signature.h"

#include "crypto/ecdsa.h"
#include "crypto/signature.h"
#include "crypto/ssh_key_material.h"

namespace crypto {
namespace {

/// A signature and the text that it may be one of.
struct Claim {
  EVP_PKEY* key;
  std::string_view text;
  std::string_view signature;

  bool holds(Scheme scheme, const EVP_MD* digest) const {
    return is_raw_signature(key, {scheme, digest}, text, signature);
  }
};

bool holds_for_curve(const Claim& claim, Algorithm algorithm) {
  return claim.holds(Scheme::ecdsa, facts_of(algorithm).digest()) ||
         claim.holds(Scheme::ecdsa, EVP_sha512());
}

bool holds_for_ecdsa(const Claim& claim, KeyKind kind, Algorithm algorithm) {
  if (holds_for_curve(claim, algorithm)) return true;
  const auto der = ecdsa_der(claim.signature, curve_of(kind).size);
  return der && holds_for_curve({claim.key, claim.text, *der}, algorithm);
}

// hs2019: the key alone tells the algorithm.
bool holds_for_key(const Claim& claim, KeyKind kind) {
  switch (kind) {
    case KeyKind::rsa:
      return claim.holds(Scheme::pkcs1, EVP_sha512()) || claim.holds(Scheme::pss, EVP_sha512());
    case KeyKind::p256:
      return holds_for_ecdsa(claim, kind, Algorithm::es256);
    case KeyKind::p384:
      return holds_for_ecdsa(claim, kind, Algorithm::es384);
    case KeyKind::p521:
      return holds_for_ecdsa(claim, kind, Algorithm::es512);
    case KeyKind::ed25519:
      return claim.holds(Scheme::eddsa, nullptr);
    case KeyKind::secret:
      return false;
  }
  return false;
}

}  // namespace

bool is_http_signature(const SshPublicKey& key, std::string_view algorithm, std::string_view text,
                       std::string_view signature) {
  const CleanErrors clean;
  const auto& material = key.material();
  if (material.on_security_key) return false;
  const Claim claim{material.pkey.get(), text, signature};
  const bool is_rsa = material.kind == KeyKind::rsa;
  if (algorithm == "rsa-sha256") return is_rsa && claim.holds(Scheme::pkcs1, EVP_sha256());
  if (algorithm == "rsa-sha512") return is_rsa && claim.holds(Scheme::pkcs1, EVP_sha512());
  return algorithm == "hs2019" && holds_for_key(claim, material.kind);
}

}  // namespace crypto
