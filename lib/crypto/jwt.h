#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "crypto/signing_key.h"
#include "crypto/verification_key.h"
#include "json/forward.h"

/// JSON Web Signatures and Tokens (RFC 7515, RFC 7519) in compact form, following the best current
/// practices of RFC 8725. What a token's claims mean is the caller's business.
namespace crypto {

inline constexpr std::size_t kLongestJwt = 16 * 1024;

/// Why a token is refused: fixed words for logs and people, never a part of the token.
struct Refusal {
  /// Of verify_jws(): "too long", "malformed", "extension", "algorithm", "unknown key",
  /// "signature"; of verify_jwt() also "type", "claims" (not an object, or a time that is no
  /// number), "no expiry", "expired", "not yet valid", "issued in the future", "issuer",
  /// "audience".
  std::string reason;
  /// Its kid names no key that we have, or it has none and no key of ours has signed it: newer keys
  /// may help.
  bool unknown_key = false;
};

/// A token with a valid signature.
struct SignedText {
  std::string header;   ///< JSON
  std::string payload;  ///< any bytes
};

/// Signs a payload; the header has alg, kid and typ.
std::string sign_jws(const SigningKey& key, std::string_view payload, std::string_view typ = "JWT");

/// Checks the signature alone. Refused before any key is tried: more than 16 KiB, anything but
/// three parts of strict base64url, a header that is not one JSON object without duplicates,
/// "crit", "b64", an algorithm outside `allowed`. Keys in the token itself (jwk, jku, x5u, x5c) are
/// never looked at.
class JwsVerdict {
 public:
  explicit JwsVerdict(SignedText text) : text_(std::move(text)) {}
  explicit JwsVerdict(Refusal refusal) : refusal_(std::move(refusal)) {}
  explicit operator bool() const { return text_.has_value(); }
  const SignedText& text() const { return *text_; }
  const Refusal& refusal() const { return refusal_; }

 private:
  std::optional<SignedText> text_;
  Refusal refusal_;
};
JwsVerdict verify_jws(std::string_view token, const KeySet& keys,
                      const std::vector<Algorithm>& allowed);

/// What the registered claims (RFC 7519 section 4.1) must be.
struct ClaimRules {
  std::string issuer = {};    ///< exact; empty: any
  std::string audience = {};  ///< must be "aud" or one of its elements; empty: any
  bool needs_expiry = true;
  std::chrono::seconds leeway{0};  ///< for exp, nbf and iat; at most 60
  std::string type = {};           ///< the header's "typ" (RFC 8725 section 3.11); empty: any
};

/// verify_jws(), then the claims: a JSON object; exp, nbf and iat whole or fractional numbers where
/// they are; not expired (valid through the second of exp), not before nbf, not issued in the
/// future; the issuer and the audience. The payload of an accepted token is its claims, which are
/// also stored in `claims`, parsed.
JwsVerdict verify_jwt(std::string_view token, const KeySet& keys,
                      const std::vector<Algorithm>& allowed, const ClaimRules& rules,
                      base::Time now, json::Value* claims = nullptr);

}  // namespace crypto
