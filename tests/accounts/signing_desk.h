#pragma once

#include "accounts/issuers/signing_keys.h"
#include "crypto/jwt.h"
#include "support/test_world.h"

/// A service with a seal for signing keys.
struct SigningDesk : TestWorld {
  using Settings = accounts::SigningKeys::Settings;

  accounts::SigningKeys keys(Settings settings = {}) {
    return accounts::SigningKeys(context, seal, std::move(settings));
  }

  crypto::Seal seal{crypto::Secret({std::string(64, '5')}), "signing keys", entropy};
};

/// Whether keys check what they or others have signed; as the use cases ask them.
inline bool verifies(accounts::SigningKeys& keys, std::string_view token) {
  const std::vector<crypto::Algorithm> all(crypto::kAllAlgorithms.begin(),
                                           crypto::kAllAlgorithms.end());
  const auto verdict = crypto::verify_jws(token, keys.verification_keys(), all);
  if (verdict || !verdict.refusal().unknown_key) return bool(verdict);
  return bool(crypto::verify_jws(token, keys.refreshed_keys(), all));
}
