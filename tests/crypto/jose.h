#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/encoding.h"
#include "crypto/jwt.h"

/// What the tests of tokens share.

/// A key for the algorithm. Every call makes a new one, but that of RSA is made once a process: it
/// takes a second.
inline crypto::SigningKey make_key(crypto::Algorithm algorithm) {
  static base::SystemEntropy entropy;
  static const auto rsa = crypto::SigningKey::generate(crypto::Algorithm::rs256, entropy);
  const auto name = crypto::name_of(algorithm);
  if (!name.starts_with("RS") && !name.starts_with("PS")) {
    return crypto::SigningKey::generate(algorithm, entropy);
  }
  return crypto::SigningKey::from_text(algorithm, rsa.private_text());
}

/// A token with this header as it stands, signed rightly: for headers that sign_jws() never makes.
inline std::string signed_with(const crypto::SigningKey& key, std::string_view header,
                               std::string_view payload = "{}") {
  const auto text = base::to_base64url(header) + "." + base::to_base64url(payload);
  return text + "." + base::to_base64url(key.sign(text));
}

inline crypto::KeySet set_of(std::initializer_list<crypto::VerificationKey> keys) {
  return {keys, {}};
}

inline crypto::JwsVerdict verify_any(std::string_view token, const crypto::KeySet& keys) {
  return crypto::verify_jws(token, keys,
                            {crypto::kAllAlgorithms.begin(), crypto::kAllAlgorithms.end()});
}

/// Why it is refused; "valid" when it is not.
inline std::string verdict_of(std::string_view token, const crypto::KeySet& keys) {
  const auto verdict = verify_any(token, keys);
  return verdict ? "valid" : verdict.refusal().reason;
}
