#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/issuers/signing_keys.h"

namespace accounts {

/// All keys that sign for this service: those of the token API's JWTs, and those of ID tokens. They
/// are the same keys when both want one algorithm. Nothing is made before somebody asks for it.
class KeyRing {
 public:
  struct Settings {
    SigningKeys::Settings tokens;
    crypto::Algorithm id_algorithm = crypto::Algorithm::rs256;
  };

  /// As SigningKeys.
  KeyRing(Context& context, const crypto::Seal& seal, const Settings& settings);

  SigningKeys& tokens() { return tokens_; }
  SigningKeys& id_tokens() { return id_tokens_ ? *id_tokens_ : tokens_; }

  /// SigningKeys::ensure() of both. The first time ever may take seconds (RSA).
  void ensure();

  /// The public keys of both as one JWK set (RFC 7517 section 5).
  std::string jwks();

  std::vector<SigningKeys::Listed> list();

  /// SigningKeys::rotate() of both, but for a key that the configuration gives. Refuses: conflict
  /// (it gives the only one, or somebody else is rotating at this moment).
  void rotate();

  /// SigningKeys::export_private() of whichever has the key.
  std::string export_private(const std::string& kid);

 private:
  SigningKeys tokens_;
  std::optional<SigningKeys> id_tokens_;  ///< none: they are signed as the other ones
};

}  // namespace accounts
