#include "crypto/verification_key.h"

#include "crypto/digest.h"
#include "crypto/jwk.h"
#include "crypto/key_material.h"
#include "crypto/openssh_key.h"
#include "crypto/pem.h"
#include "crypto/signature.h"
#include "json/json.h"

namespace crypto {
namespace {

// Whether it is PEM, an OpenSSH line or a JWK.
bool is_text_of_a_key_pair(std::string_view text) {
  return text.find("-----BEGIN ") != text.npos || is_openssh_line(text) ||
         (text.starts_with('{') && text.find("\"kty\"") != text.npos);
}

void require_public(EVP_PKEY* key) {
  if (key == nullptr) fail_in_openssl("a secret is never published");
}

}  // namespace

void require_sound_secret(std::string_view secret, Algorithm algorithm, bool may_be_short) {
  if (secret.empty() || (!may_be_short && is_short_secret(secret, algorithm))) {
    refuse_key("The secret is shorter than the hash of " + std::string(name_of(algorithm)) + ".");
  }
  if (is_text_of_a_key_pair(secret)) {
    refuse_key("The secret is the text of a key pair: it fits no algorithm with a secret.");
  }
}

bool is_short_secret(std::string_view secret, Algorithm algorithm) {
  return secret.size() < facts_of(algorithm).digest_size;
}

VerificationKey::VerificationKey(std::shared_ptr<const Material> material)
    : material_(std::move(material)) {}

VerificationKey VerificationKey::from_jwk(std::string_view json) {
  auto parsed = parse_jwk(json);
  if (!parsed.pkey) require_sound_secret(parsed.secret, Algorithm::hs256);
  VerificationKey key(parsed.pkey ? std::make_shared<const Material>(std::move(parsed.pkey))
                                  : std::make_shared<const Material>(std::move(parsed.secret)));
  key.kid_ = std::move(parsed.kid);
  if (parsed.algorithm) key.bind(*parsed.algorithm);
  return key;
}

VerificationKey VerificationKey::from_text(std::string_view text) {
  auto key = is_openssh_line(text) ? public_from_openssh(text) : public_from_pem(text);
  return VerificationKey(std::make_shared<const Material>(std::move(key)));
}

const std::string& VerificationKey::kid() const { return kid_; }
void VerificationKey::set_kid(std::string kid) { kid_ = std::move(kid); }
std::string_view VerificationKey::type() const { return key_type_of(material_->kind); }

void VerificationKey::bind(Algorithm algorithm) {
  if (!accepts(algorithm)) {
    refuse_key("The key does not fit " + std::string(name_of(algorithm)) + ".");
  }
  bound_ = algorithm;
}

bool VerificationKey::accepts(Algorithm algorithm) const {
  const auto& facts = facts_of(algorithm);
  if (facts.kind != material_->kind || bound_.value_or(algorithm) != algorithm) return false;
  return facts.kind != KeyKind::secret || material_->may_be_short ||
         !is_short_secret(material_->secret.get(), algorithm);
}

bool VerificationKey::verify(Algorithm algorithm, std::string_view text,
                             std::string_view signature) const {
  if (!accepts(algorithm)) return false;
  return material_->pkey ? is_signature(material_->pkey.get(), algorithm, text, signature)
                         : is_mac(material_->secret.get(), algorithm, text, signature);
}

std::string VerificationKey::jwk() const {
  require_public(material_->pkey.get());
  auto jwk = json::parse_object(required_members(material_->pkey.get(), material_->kind));
  jwk["use"] = "sig";
  if (!kid_.empty()) jwk["kid"] = kid_;
  if (bound_) jwk["alg"] = name_of(*bound_);
  return json::dump(jwk);
}

std::string VerificationKey::thumbprint() const {
  require_public(material_->pkey.get());
  return sha256_base64url(required_members(material_->pkey.get(), material_->kind));
}

std::string VerificationKey::pem() const {
  require_public(material_->pkey.get());
  return public_pem(material_->pkey.get());
}

}  // namespace crypto
