#include "crypto/jwt.h"
#include "crypto/opaque_token.h"
#include "crypto/private_text.h"
#include "crypto/secret.h"
#include "crypto/ssh_public_file.h"
#include "crypto/ssh_public_key.h"
#include "crypto/verification_key.h"
#include "fuzz/require.h"
#include "fuzz/targets.h"

namespace fuzz::of_crypto {

namespace {

/// Of RFC 8037, appendix A, whose token is a seed.
constexpr auto kKeys =
    R"({"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]})";

}  // namespace

void opaque_token(std::string_view bytes) {
  static const crypto::OpaqueTokens tokens(crypto::Secret({std::string(64, '5')}));
  tokens.check(crypto::TokenKind::access, bytes);
  const auto text = crypto::without_tokens(std::string(bytes));
  require(crypto::without_tokens(text) == text, "a token is left where all were taken out");
}

void jws(std::string_view bytes) {
  static const auto keys = crypto::KeySet::from_jwks(kKeys);
  static const std::vector<crypto::Algorithm> all(crypto::kAllAlgorithms.begin(),
                                                  crypto::kAllAlgorithms.end());
  crypto::verify_jwt(bytes, keys, all, {}, base::Time{std::chrono::seconds{1'700'000'000}});
}

void jwks(std::string_view bytes) { crypto::KeySet::from_jwks(bytes); }

void public_key(std::string_view bytes) { crypto::VerificationKey::from_text(bytes); }

/// A key has one text: what it is written as is the same key.
void ssh_key(std::string_view bytes) {
  const auto key = crypto::SshPublicKey::parse(crypto::openssh_line_of(bytes));
  require(!key.blob().empty(), "a key has no bytes");
  key.md5_fingerprint();
}

void private_key(std::string_view bytes) { crypto::is_private_key(bytes); }

}  // namespace fuzz::of_crypto
