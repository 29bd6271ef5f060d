#include "crypto/signing_key.h"

#include <openssl/ec.h>
#include <openssl/rsa.h>

#include <span>

#include "base/encoding.h"
#include "crypto/key_material.h"
#include "crypto/mac.h"
#include "crypto/openssh_key.h"
#include "crypto/pem.h"
#include "crypto/signature.h"

namespace crypto {
namespace {

// What RFC 7518 section 3.3 asks for at least, and what the large providers sign with. OpenSSL
// signs with 3072 bits in seven times the time, and these keys are rotated, while tokens live for
// hours.
constexpr unsigned kRsaBits = 2048;
constexpr std::size_t kSecretBytes = 64;
constexpr std::size_t kSecretKidBytes = 16;

std::string random_secret(base::Entropy& entropy) {
  std::string bytes(kSecretBytes, '\0');
  entropy.fill(std::as_writable_bytes(std::span(bytes)));
  return base::to_base64url(bytes);
}

Pkey fresh_pair(KeyKind kind) {
  const CleanErrors clean;
  Pkey key;
  if (kind == KeyKind::rsa) {
    key.reset(EVP_RSA_gen(kRsaBits));
  } else if (kind == KeyKind::ed25519) {
    key.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  } else {
    key.reset(EVP_EC_gen(curve_of(kind).jwk));
  }
  if (!key) fail_in_openssl("no key can be made");
  return key;
}

// The kid reveals nothing about the secret, and every process with that secret computes the same
// one.
std::string kid_of_secret(std::string_view secret) {
  constexpr std::string_view purpose = "kid of a JWT secret";
  const auto derived =
      hkdf_sha256({octets(secret), secret.size()}, {}, {octets(purpose), purpose.size()});
  return base::to_base64url({reinterpret_cast<const char*>(derived.data()), kSecretKidBytes});
}

// Refuses a private half that does not belong to its public one: nobody would accept its
// signatures.
void require_working(const SigningKey& key) {
  constexpr std::string_view text = "a key that signs what its public half accepts";
  bool works = false;
  try {
    works = key.verification_key().verify(key.algorithm(), text, key.sign(text));
  } catch (const base::Error& error) {
    if (error.code() != base::ErrorCode::internal) throw;
  }
  if (!works) refuse_key("The two halves of the key do not belong together.");
}

}  // namespace

SigningKey::SigningKey(std::shared_ptr<const Material> material) : material_(std::move(material)) {
  kid_ = material_->pkey ? verification_key().thumbprint() : kid_of_secret(material_->secret.get());
}

SigningKey SigningKey::generate(Algorithm algorithm, base::Entropy& entropy) {
  if (is_symmetric(algorithm)) {
    return SigningKey(std::make_shared<const Material>(algorithm, random_secret(entropy)));
  }
  return SigningKey(
      std::make_shared<const Material>(algorithm, fresh_pair(facts_of(algorithm).kind)));
}

SigningKey SigningKey::from_text(Algorithm algorithm, std::string_view text, bool short_secret) {
  if (is_symmetric(algorithm)) {
    require_sound_secret(text, algorithm, short_secret);
    return SigningKey(std::make_shared<const Material>(algorithm, std::string(text), short_secret));
  }
  auto pair = is_openssh_private(text) ? private_from_openssh(text) : private_from_pem(text);
  if (examined(pair.get()) != facts_of(algorithm).kind) {
    refuse_key("The key does not fit " + std::string(name_of(algorithm)) + ".");
  }
  SigningKey key(std::make_shared<const Material>(algorithm, std::move(pair)));
  require_working(key);
  return key;
}

std::string SigningKey::private_text() const {
  return material_->pkey ? private_pem(material_->pkey.get()) : material_->secret.get();
}

Algorithm SigningKey::algorithm() const { return material_->algorithm; }
const std::string& SigningKey::kid() const { return kid_; }
void SigningKey::set_kid(std::string kid) { kid_ = std::move(kid); }

std::string SigningKey::sign(std::string_view text) const {
  return material_->pkey ? sign_with(material_->pkey.get(), material_->algorithm, text)
                         : mac_with(material_->secret.get(), material_->algorithm, text);
}

VerificationKey SigningKey::verification_key() const {
  using Public = VerificationKey::Material;
  VerificationKey key(
      material_->pkey
          ? std::make_shared<const Public>(public_half(material_->pkey.get()))
          : std::make_shared<const Public>(material_->secret.get(), material_->may_be_short));
  key.set_kid(kid_);
  key.bind(material_->algorithm);
  return key;
}

}  // namespace crypto
