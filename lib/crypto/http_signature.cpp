#include "crypto/http_signature.h"

#include "crypto/ecdsa.h"
#include "crypto/signature.h"
#include "crypto/ssh_key_material.h"

namespace crypto {
namespace {

/// A signature and the text that it claims to sign.
struct Claim {
  EVP_PKEY* key;
  std::string_view text;
  std::string_view signature;

  bool holds(Scheme scheme, const EVP_MD* digest) const {
    return is_raw_signature(key, {scheme, digest}, text, signature);
  }
};

bool holds_for_ecdsa(const Claim& claim, KeyKind kind, const EVP_MD* digest) {
  if (claim.holds(Scheme::ecdsa, digest)) return true;
  const auto der = ecdsa_der(claim.signature, curve_of(kind).size);
  return der && Claim{claim.key, claim.text, *der}.holds(Scheme::ecdsa, digest);
}

bool holds_for_curve(const Claim& claim, KeyKind kind, Algorithm algorithm) {
  return holds_for_ecdsa(claim, kind, facts_of(algorithm).digest()) ||
         holds_for_ecdsa(claim, kind, EVP_sha512());
}

// hs2019: the key alone tells the algorithm.
bool holds_for_key(const Claim& claim, KeyKind kind) {
  switch (kind) {
    case KeyKind::rsa:
      return claim.holds(Scheme::pkcs1, EVP_sha512()) || claim.holds(Scheme::pss, EVP_sha512());
    case KeyKind::p256:
      return holds_for_curve(claim, kind, Algorithm::es256);
    case KeyKind::p384:
      return holds_for_curve(claim, kind, Algorithm::es384);
    case KeyKind::p521:
      return holds_for_curve(claim, kind, Algorithm::es512);
    case KeyKind::ed25519:
      return claim.holds(Scheme::eddsa, nullptr);
    case KeyKind::secret:
      return false;
  }
  return false;
}

bool is_curve(KeyKind kind) {
  return kind == KeyKind::p256 || kind == KeyKind::p384 || kind == KeyKind::p521;
}

}  // namespace

bool is_http_signature(const SshPublicKey& key, std::string_view algorithm, std::string_view text,
                       std::string_view signature) {
  const CleanErrors clean;
  const auto& material = key.material();
  if (material.on_security_key) return false;
  const Claim claim{material.pkey.get(), text, signature};
  const auto kind = material.kind;
  if (algorithm == "hs2019") return holds_for_key(claim, kind);
  if (kind == KeyKind::rsa) {
    return (algorithm == "rsa-sha256" && claim.holds(Scheme::pkcs1, EVP_sha256())) ||
           (algorithm == "rsa-sha512" && claim.holds(Scheme::pkcs1, EVP_sha512()));
  }
  if (is_curve(kind)) {
    return (algorithm == "ecdsa-sha256" && holds_for_ecdsa(claim, kind, EVP_sha256())) ||
           (algorithm == "ecdsa-sha512" && holds_for_ecdsa(claim, kind, EVP_sha512()));
  }
  return algorithm == "ed25519-sha512" && kind == KeyKind::ed25519 && holds_for_key(claim, kind);
}

}  // namespace crypto
